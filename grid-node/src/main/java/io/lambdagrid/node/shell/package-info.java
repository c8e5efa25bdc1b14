/**
 * The interactive SQL shell: editing, history, completion, its own words, and what is said under a result. Asks the
 * grid through the SDK alone.
 */
@NullMarked
package io.lambdagrid.node.shell;

import org.jspecify.annotations.NullMarked;
