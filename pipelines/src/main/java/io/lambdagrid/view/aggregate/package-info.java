/**
 * The aggregates every grid knows, each with its partial result.
 *
 * <p>Nothing here knows how views are written, run or stored. Start with
 * {@link io.lambdagrid.view.aggregate.StandardAggregates}; the hard classes are
 * {@link io.lambdagrid.view.aggregate.Superaccumulator} and {@link io.lambdagrid.view.aggregate.FrequentValues}. All of
 * them, the approximate ones too, answer with a function of the multiset of values: no order of arrival, no split and
 * no merge changes a bit. Where a usual sketch cannot promise that (KLL, SpaceSaving), another one stands in.
 *
 * <h2>An aggregate of your own</h2>
 *
 * <ol>
 *   <li>Implement {@link io.lambdagrid.view.Aggregate}: an immutable record with a mutable partial result. What it
 *       finishes with must depend on the values alone: sum exact numbers rather than doubles. Write the partial result
 *       compactly, and so that a later version of yours can tell the form: rows outlive releases.
 *   <li>Implement {@link io.lambdagrid.view.AggregateFunction} in a public class with a constructor without arguments,
 *       and name that class in the file {@code META-INF/services/io.lambdagrid.view.AggregateFunction} of your jar.
 *   <li>Extend {@code io.lambdagrid.view.AggregateLaws} in a test of yours. It is in the artifact {@code pipelines}
 *       with the type {@code test-jar}, and needs JUnit Jupiter and AssertJ.
 *   <li>Put the jar on the class path of every node. A node whose functions clash by name, with each other or with
 *       those of the language, does not start. Views call the function by its name, with FILTER like any other.
 * </ol>
 *
 * <p>{@code io.lambdagrid.example.WeightedAverage} among the tests of this module is one.
 */
@NullMarked
package io.lambdagrid.view.aggregate;

import org.jspecify.annotations.NullMarked;
