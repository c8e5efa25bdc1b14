package io.lambdagrid.stack.shop;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes up the events of an orders shop: some products are wanted far more than others, one order in twenty arrives
 * late (by up to three days), neighbours are out of order, one in a hundred is sent twice, one in a thousand cannot be
 * read. With the same seed and the same times it makes the same records. Not thread-safe.
 */
public final class OrderGenerator {
    public static final int CUSTOMERS = 1_000_000;

    private static final List<String> COUNTRIES = List.of(
            "AT", "AU", "BE", "BR", "CA", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IN", "IT", "JP", "NL", "NO", "PL",
            "SE", "US");
    private static final int REMEMBERED_FOR_REPETITION = 1_000;
    private static final double REPEATED = 0.01;
    private static final double UNREADABLE = 0.001;
    private static final double LATE = 0.05;
    private static final double INCOMPLETE = 0.002;
    private static final double CANCELLED = 0.08;
    private static final Duration LATEST = Duration.ofDays(3);
    private static final int USUAL_DELAY_MILLIS = 2_000;
    private static final int MOST_PIECES = 5;
    private static final int DEAREST_CENTS = 100_000;

    private final SplittableRandom random;
    private final ZipfChoice products;
    private final ShopRecord[] recent = new ShopRecord[REMEMBERED_FOR_REPETITION];
    private long made;
    private long orders;

    /** Makes a generator of orders for so many products. */
    public OrderGenerator(long seed, int products) {
        this.random = new SplittableRandom(seed);
        this.products = new ZipfChoice(products);
    }

    /** Returns the next record of a shop whose clock shows this time. */
    public ShopRecord next(Instant now) {
        double fate = random.nextDouble();
        if (fate < REPEATED && made > 0) {
            return remember(recent[random.nextInt((int) Math.min(made, REMEMBERED_FOR_REPETITION))]);
        }
        Order order = order(now);
        byte[] key = Long.toString(order.customer()).getBytes(StandardCharsets.UTF_8);
        if (fate >= REPEATED && fate < REPEATED + UNREADABLE) {
            Defect defect = anyOf(List.of(Defect.values()));
            return new ShopRecord(key, defect.spoil(order), Optional.empty());
        }
        return remember(new ShopRecord(key, order.json().getBytes(StandardCharsets.UTF_8), Optional.of(order)));
    }

    private ShopRecord remember(ShopRecord record) {
        recent[(int) (made % REMEMBERED_FOR_REPETITION)] = record;
        made++;
        return record;
    }

    private Order order(Instant now) {
        int product = products.next(random);
        long customer = random.nextInt(CUSTOMERS);
        int quantity = 1 + random.nextInt(MOST_PIECES);
        return new Order(
                ++orders,
                customer,
                String.format(Locale.ROOT, "P%06d", product),
                // Everybody lives somewhere; whoever orders again does so from there.
                COUNTRIES.get((int) (customer % COUNTRIES.size())),
                status(),
                BigDecimal.valueOf((1L + random.nextInt(DEAREST_CENTS)) * quantity, 2),
                quantity,
                orderedAt(now),
                missing());
    }

    private Order.Status status() {
        if (random.nextDouble() < CANCELLED) {
            return Order.Status.CANCELLED;
        }
        return List.of(Order.Status.NEW, Order.Status.PAID, Order.Status.SHIPPED)
                .get(random.nextInt(3));
    }

    private Instant orderedAt(Instant now) {
        long millisAgo =
                random.nextDouble() < LATE ? random.nextLong(LATEST.toMillis()) : random.nextInt(USUAL_DELAY_MILLIS);
        return now.minusMillis(millisAgo).truncatedTo(ChronoUnit.MILLIS);
    }

    private Set<Order.Column> missing() {
        return random.nextDouble() < INCOMPLETE ? EnumSet.of(anyOf(List.of(Order.Column.values()))) : Set.of();
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
