package io.lambdagrid.node.demo;

import io.lambdagrid.stack.shop.Order;
import java.math.BigDecimal;

/** The sums over all rows of a revenue view. */
record Totals(long orders, BigDecimal revenue) {
    static final Totals NONE = new Totals(0, BigDecimal.ZERO);

    Totals plus(Order order) {
        return order.countsAsRevenue() ? new Totals(orders + 1, revenue.add(order.revenue())) : this;
    }
}
