package io.lambdagrid.stack.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * One event of the shop, as the dataset {@code orders} declares it.
 *
 * @param missing columns that the record leaves out, so that they are NULL
 */
public record Order(
        long id,
        long customer,
        String product,
        String country,
        Status status,
        BigDecimal amount,
        int quantity,
        Instant orderedAt,
        Set<Column> missing) {
    /** What became of the order. */
    public enum Status {
        NEW,
        PAID,
        SHIPPED,
        CANCELLED
    }

    /** The columns that a record may leave out. */
    public enum Column {
        COUNTRY,
        STATUS,
        AMOUNT
    }

    public Order {
        missing = missing.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(missing));
    }

    /** Returns whether the revenue views count it: {@code status <> 'CANCELLED'}, which NULL does not pass. */
    public boolean countsAsRevenue() {
        return status != Status.CANCELLED && !missing.contains(Column.STATUS);
    }

    /** Returns what it adds to the revenue. */
    public BigDecimal revenue() {
        return countsAsRevenue() && !missing.contains(Column.AMOUNT) ? amount : BigDecimal.ZERO;
    }

    /** Returns the record's text. Nothing in it needs escaping. */
    public String json() {
        StringBuilder json = new StringBuilder(200);
        json.append("{\"order_id\":").append(id);
        json.append(",\"customer\":").append(customer);
        json.append(",\"product\":\"").append(product).append('"');
        if (!missing.contains(Column.COUNTRY)) {
            json.append(",\"country\":\"").append(country).append('"');
        }
        if (!missing.contains(Column.STATUS)) {
            json.append(",\"status\":\"").append(status).append('"');
        }
        // Left out and null are the same to SQL; both forms are to be read.
        json.append(",\"amount\":").append(missing.contains(Column.AMOUNT) ? "null" : amount.toPlainString());
        json.append(",\"quantity\":").append(quantity);
        json.append(",\"ordered_at\":\"").append(orderedAt).append("\"}");
        return json.toString();
    }
}
