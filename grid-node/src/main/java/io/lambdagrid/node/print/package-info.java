/**
 * How answers look: rows as a table, CSV or JSON, and numbers in sentences. Knows nothing of commands and terminals.
 */
@NullMarked
package io.lambdagrid.node.print;

import org.jspecify.annotations.NullMarked;
