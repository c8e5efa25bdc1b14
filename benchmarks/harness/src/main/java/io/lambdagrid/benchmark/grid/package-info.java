/** The grid as a subject: one member in this JVM, configured like a node, running the jobs that nodes run. */
@NullMarked
package io.lambdagrid.benchmark.grid;

import org.jspecify.annotations.NullMarked;
