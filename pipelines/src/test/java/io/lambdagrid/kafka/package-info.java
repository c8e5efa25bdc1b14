/** The exact source, against a real broker. */
@NullMarked
package io.lambdagrid.kafka;

import org.jspecify.annotations.NullMarked;
