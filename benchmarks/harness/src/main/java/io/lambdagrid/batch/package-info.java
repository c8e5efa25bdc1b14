/**
 * The first stages of the batch job, to be measured apart. Beside the job itself, because its processors are its own.
 */
@NullMarked
package io.lambdagrid.batch;

import org.jspecify.annotations.NullMarked;
