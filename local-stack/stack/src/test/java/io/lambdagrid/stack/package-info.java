/** Tests of the stack on real servers, asked by the clients that applications use. */
@NullMarked
package io.lambdagrid.stack;

import org.jspecify.annotations.NullMarked;
