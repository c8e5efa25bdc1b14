/** Tests of the serving layer. */
@NullMarked
package io.lambdagrid.serving;

import org.jspecify.annotations.NullMarked;
