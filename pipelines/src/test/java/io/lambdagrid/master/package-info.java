/** Tests of the master dataset, on real files and real servers. */
@NullMarked
package io.lambdagrid.master;

import org.jspecify.annotations.NullMarked;
