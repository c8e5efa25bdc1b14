/**
 * The SQL text of a view becomes a checked {@link io.lambdagrid.view.ViewDefinition}.
 *
 * <p>The only package that knows the SQL parser and validator; nothing of them leaves it. Start with
 * {@link io.lambdagrid.sql.ViewParser}.
 */
@NullMarked
package io.lambdagrid.sql;

import org.jspecify.annotations.NullMarked;
