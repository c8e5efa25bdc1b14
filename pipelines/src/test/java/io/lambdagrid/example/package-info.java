/** An aggregate function as a user of the grid writes one: it uses nothing that is not public. */
@NullMarked
package io.lambdagrid.example;

import org.jspecify.annotations.NullMarked;
