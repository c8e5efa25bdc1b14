/**
 * What each error code means, as docs/errors.md tells it. Knows the page's form, and nothing of where codes come from.
 */
@NullMarked
package io.lambdagrid.node.errors;

import org.jspecify.annotations.NullMarked;
