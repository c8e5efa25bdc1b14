package io.lambdagrid.benchmark.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the three fields that the view needs from an order, as a stream of tokens. Confined to one thread. */
final class OrderParser {
    private static final int DIGITS_BEHIND_THE_POINT = 2;

    private final JsonFactory factory = new JsonFactory();
    private @Nullable String product;
    private @Nullable String status;
    private long cents;

    void parse(byte[] json) throws IOException {
        product = null;
        status = null;
        cents = 0;
        try (JsonParser parser = factory.createParser(json)) {
            parser.nextToken();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "product" -> product = parser.getText();
                    case "status" -> status = parser.getText();
                    case "amount" -> cents = value == JsonToken.VALUE_NULL ? 0 : cents(parser);
                    default -> parser.skipChildren();
                }
            }
        }
    }

    /** Returns the product; null when the order has none. */
    @Nullable
    String product() {
        return product;
    }

    /** Returns the status; null when the order has none. */
    @Nullable
    String status() {
        return status;
    }

    /** Returns the amount in cents; 0 when the order has none. */
    long cents() {
        return cents;
    }

    private static long cents(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int end = parser.getTextOffset() + parser.getTextLength();
        long value = 0;
        int behindThePoint = -1;
        for (int i = parser.getTextOffset(); i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                behindThePoint = behindThePoint < 0 ? behindThePoint : behindThePoint + 1;
            } else if (c == '.') {
                behindThePoint = 0;
            } else {
                throw new IOException("'" + parser.getText() + "' is not a plain amount of money");
            }
        }
        for (int digits = Math.max(behindThePoint, 0); digits < DIGITS_BEHIND_THE_POINT; digits++) {
            value *= 10;
        }
        return value;
    }
}
