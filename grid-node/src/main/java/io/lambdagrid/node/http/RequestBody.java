package io.lambdagrid.node.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lambdagrid.sql.Suggestion;
import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/** The body of a request: one JSON object, not too long, with no other fields than those that are known. */
final class RequestBody {
    private final int maxBytes;

    RequestBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    JsonNode object(Context request, Set<String> fields) throws IOException {
        String type = request.header("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Json.CONTENT_TYPE)) {
            throw new Refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    GridError.REQUEST_INVALID,
                    "The body must be JSON: send it with 'Content-Type: application/json'.");
        }
        JsonNode body = parsed(bytes(request));
        if (!body.isObject()) {
            throw Refusal.badRequest("The body must be a JSON object, such as {}.");
        }
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!fields.contains(name)) {
                throw Refusal.badRequest("Unknown field '" + shortened(name) + "'." + Suggestion.sentence(name, fields)
                        + " There are: " + String.join(", ", new TreeSet<>(fields)) + ".");
            }
        }
        return body;
    }

    private byte[] bytes(Context request) throws IOException {
        byte[] bytes = request.req().getContentLengthLong() > maxBytes
                ? new byte[maxBytes + 1]
                : request.req().getInputStream().readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new Refusal(
                    HttpStatus.CONTENT_TOO_LARGE,
                    GridError.REQUEST_INVALID,
                    "The body is longer than " + maxBytes + " bytes. See 'http.max-body'.");
        }
        return bytes;
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is no JSON: " + shortened(e.getOriginalMessage()) + ".");
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }
}
