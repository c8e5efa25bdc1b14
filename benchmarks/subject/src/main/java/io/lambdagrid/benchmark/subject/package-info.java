/**
 * What is measured, as the harness sees it: a process that does the same work again and again and tells on standard
 * output how long each round took and what its answer was. Must not know any product.
 */
@NullMarked
package io.lambdagrid.benchmark.subject;

import org.jspecify.annotations.NullMarked;
