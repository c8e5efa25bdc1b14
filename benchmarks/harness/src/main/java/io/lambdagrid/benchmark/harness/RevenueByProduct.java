package io.lambdagrid.benchmark.harness;

/** View A of the reference workload. All engines read the same text. */
final class RevenueByProduct {
    static final String SQL = "SELECT product, COUNT(*) AS orders, SUM(amount) AS revenue FROM orders"
            + " WHERE status <> 'CANCELLED' GROUP BY product";

    private RevenueByProduct() {}
}
