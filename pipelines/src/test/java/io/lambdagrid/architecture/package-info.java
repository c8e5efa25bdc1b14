/** The arrows between packages, kept. */
@NullMarked
package io.lambdagrid.architecture;

import org.jspecify.annotations.NullMarked;
