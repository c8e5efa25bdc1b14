/**
 * What the three server processes share: they say READY once a client's request was answered, write everything else to
 * the log, and end with the process that started them. Knows none of the servers.
 */
@NullMarked
package io.lambdagrid.stack.boot;

import org.jspecify.annotations.NullMarked;
