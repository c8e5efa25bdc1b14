/** What is shown while something takes its time. Knows nothing of what that is. */
@NullMarked
package io.lambdagrid.node.progress;

import org.jspecify.annotations.NullMarked;
