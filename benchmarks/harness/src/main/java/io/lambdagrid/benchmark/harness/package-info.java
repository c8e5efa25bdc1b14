/**
 * The benchmarks: one command for each. Makes the data, runs each subject in a JVM of its own, one after the other,
 * refuses results whose answers differ, and writes down everything a reader needs to judge a figure.
 */
@NullMarked
package io.lambdagrid.benchmark.harness;

import org.jspecify.annotations.NullMarked;
