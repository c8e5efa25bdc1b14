/**
 * The reference workload "orders": the events of the shop, spread over thirty days, as a Kafka topic and as a master
 * dataset. Must not know who is measured with it.
 */
@NullMarked
package io.lambdagrid.benchmark.workload;

import org.jspecify.annotations.NullMarked;
