package io.lambdagrid.node.sql;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** One event with a column of each type, made from its number alone. */
record Sale(int number) {
    static final int COUNT = 2_000;

    private static final List<String> STATUSES = List.of("CANCELLED", "PAID", "REFUNDED", "SHIPPED");
    private static final LocalDateTime FIRST = LocalDateTime.parse("2026-03-01T00:00:00");

    /** Returns the file of the dataset. */
    static String dataset(String topic) {
        return """
                topic: %s
                format: json
                columns:
                  product: VARCHAR
                  status: VARCHAR
                  quantity: INTEGER
                  units: BIGINT
                  weight: DOUBLE
                  amount: DECIMAL(12,2)
                  gift: BOOLEAN
                  sold_on: DATE
                  sold_at: TIMESTAMP
                event-time: sold_at
                """.formatted(topic);
    }

    /** Returns the same columns as DuckDB declares them. */
    static String duckDbColumns() {
        return """
                {product: 'VARCHAR', status: 'VARCHAR', quantity: 'INTEGER', units: 'BIGINT', weight: 'DOUBLE',
                 amount: 'DECIMAL(12,2)', gift: 'BOOLEAN', sold_on: 'DATE', sold_at: 'TIMESTAMP'}""";
    }

    String json() {
        LocalDateTime time = FIRST.plusMinutes(number % 719);
        LocalDate day = time.toLocalDate().plusDays(number % 5);
        return """
                {"product":%s,"status":"%s","quantity":%d,"units":%d,"weight":%s,"amount":%d.%02d,"gift":%s,\
                "sold_on":"%s","sold_at":"%sZ"}""".formatted(
                        product(),
                        STATUSES.get(number / 3 % STATUSES.size()),
                        number % 7 - 3,
                        (1L << 40) + number,
                        number % 11 == 0 ? "null" : String.valueOf(number % 64 / 4.0),
                        number % 90,
                        number % 100,
                        number % 3 == 0,
                        day,
                        time.plusSeconds(1));
    }

    private String product() {
        return switch (number % 40) {
            case 7 -> "null";
            case 8 -> "\"Käse|süß\"";
            case 9 -> "\"it's\"";
            default -> "\"p" + number % 40 + "\"";
        };
    }
}
