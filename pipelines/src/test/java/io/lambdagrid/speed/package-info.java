/** The speed layer, and the proof that both layers mean the same. */
@NullMarked
package io.lambdagrid.speed;

import org.jspecify.annotations.NullMarked;
