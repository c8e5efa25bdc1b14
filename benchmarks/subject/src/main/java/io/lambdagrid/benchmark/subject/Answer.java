package io.lambdagrid.benchmark.subject;

import java.math.BigDecimal;

/**
 * What a subject answered to "revenue by product": totals for people, and a sum over all rows that tells any two
 * different answers apart, whatever the order of their rows.
 *
 * @param rows how many products there are
 * @param orders over all products
 * @param revenue over all products
 * @param fingerprint the sum of each row's hash
 */
public record Answer(long rows, long orders, BigDecimal revenue, long fingerprint) {
    /** The answer without any row. */
    public static final Answer NOTHING = new Answer(0, 0, new BigDecimal("0.00"), 0);

    /** Returns this answer with one more row; revenue has two digits behind the point. */
    public Answer plus(String product, long ordersOfProduct, BigDecimal revenueOfProduct) {
        BigDecimal scaled = revenueOfProduct.setScale(2);
        return new Answer(
                rows + 1,
                orders + ordersOfProduct,
                revenue.add(scaled),
                fingerprint + hash(product + '|' + ordersOfProduct + '|' + scaled.toPlainString()));
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String row) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < row.length(); i++) {
            hash = (hash ^ row.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
