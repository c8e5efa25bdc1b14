package io.lambdagrid.stack.shop;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The ways in which a record of the shop is unreadable. Each of them has to be rejected, and must stop nothing. */
enum Defect {
    BROKEN_JSON,
    NOT_AN_OBJECT,
    WRONG_TYPE,
    DECIMAL_OVERFLOW,
    INTEGER_OVERFLOW,
    NO_BYTES,
    TOMBSTONE;

    /** Returns the record's bytes, made of an order that has no fault; null is a record without a value. */
    byte @Nullable [] spoil(Order order) {
        String json = order.json();
        return switch (this) {
            case BROKEN_JSON -> bytes(json.substring(0, json.length() / 2));
            case NOT_AN_OBJECT -> bytes("[" + json + "]");
            case WRONG_TYPE -> bytes(json.replaceFirst("\"quantity\":\\d+", "\"quantity\":\"many\""));
            case DECIMAL_OVERFLOW -> bytes(json.replaceFirst("\"amount\":[^,]+", "\"amount\":123456789012.34"));
            case INTEGER_OVERFLOW -> bytes(json.replaceFirst("\"quantity\":\\d+", "\"quantity\":3000000000"));
            case NO_BYTES -> new byte[0];
            case TOMBSTONE -> null;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
