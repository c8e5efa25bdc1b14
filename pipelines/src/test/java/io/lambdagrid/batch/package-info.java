/** Tests of the batch layer. */
@NullMarked
package io.lambdagrid.batch;

import org.jspecify.annotations.NullMarked;
