/** Tests of the client against a member with real sockets and hand-made views. */
@NullMarked
package io.lambdagrid.client;

import org.jspecify.annotations.NullMarked;
