/** The form of CSV in which the command line and HTTP give results. */
@NullMarked
package io.lambdagrid.node.csv;

import org.jspecify.annotations.NullMarked;
