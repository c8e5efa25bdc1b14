/**
 * Bytes to rows. Decides, once and for both layers, which records are readable; knows nothing of where the bytes come
 * from or where the rows go.
 */
@NullMarked
package io.lambdagrid.record;

import org.jspecify.annotations.NullMarked;
