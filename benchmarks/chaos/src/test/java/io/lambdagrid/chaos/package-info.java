@NullMarked
package io.lambdagrid.chaos;

import org.jspecify.annotations.NullMarked;
