/**
 * The scalar functions a view may use: arithmetic, comparison, logic, text, time and casts.
 *
 * <p>Pure functions of their arguments, with SQL's rules for NULL; all times are UTC. Knows nothing of how SQL text
 * becomes a call: {@code io.lambdagrid.sql} picks the function that fits the types of its arguments.
 */
@NullMarked
package io.lambdagrid.view.function;

import org.jspecify.annotations.NullMarked;
