package io.lambdagrid.client;

/** All that the views of one grid read with. */
record Reading(ViewCatalog catalog, Connection connection, Queries queries, Waiting waiting, Polling polling) {}
