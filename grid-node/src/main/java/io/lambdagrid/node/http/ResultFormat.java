package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lambdagrid.view.GridError;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which form rows are answered: what {@code ?format=} or the header Accept asks for. */
enum ResultFormat {
    JSON(Json.CONTENT_TYPE) {
        @Override
        ResultWriter writer(OutputStream out) {
            return new JsonResult(out);
        }
    },
    CSV("text/csv; charset=utf-8") {
        @Override
        ResultWriter writer(OutputStream out) {
            return new CsvResult(out);
        }
    },
    NDJSON("application/x-ndjson") {
        @Override
        ResultWriter writer(OutputStream out) {
            return new NdjsonResult(out);
        }
    };

    private final String contentType;

    ResultFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract ResultWriter writer(OutputStream out);

    static ResultFormat of(Context request) {
        String named = request.queryParam("format");
        return named == null ? accepted(request.header("Accept")) : named(named);
    }

    private static ResultFormat named(String name) {
        for (ResultFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw Refusal.badRequest("'format' must be json, csv or ndjson, but is '" + name + "'.");
    }

    /** The first of ours that is named wins: who names several likes each. */
    private static ResultFormat accepted(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return JSON;
        }
        for (String item : header.split(",", -1)) {
            String type = item.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            switch (type) {
                case "application/json", "application/*", "*/*" -> {
                    return JSON;
                }
                case "text/csv", "text/*" -> {
                    return CSV;
                }
                case "application/x-ndjson", "application/ndjson" -> {
                    return NDJSON;
                }
                default -> {
                    // Perhaps the next one.
                }
            }
        }
        throw new Refusal(
                HttpStatus.NOT_ACCEPTABLE,
                GridError.REQUEST_INVALID,
                "Rows come as " + List.of(values()) + ": accept application/json, text/csv or application/x-ndjson.");
    }
}
