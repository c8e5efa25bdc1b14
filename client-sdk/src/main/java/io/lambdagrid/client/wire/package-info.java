/**
 * What clients and nodes share: names of maps, the form of row keys, the records of the catalog. Needs only the JDK.
 */
@NullMarked
package io.lambdagrid.client.wire;

import org.jspecify.annotations.NullMarked;
