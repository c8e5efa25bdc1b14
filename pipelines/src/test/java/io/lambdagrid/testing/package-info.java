/** What tests of several packages share. */
@NullMarked
package io.lambdagrid.testing;

import org.jspecify.annotations.NullMarked;
