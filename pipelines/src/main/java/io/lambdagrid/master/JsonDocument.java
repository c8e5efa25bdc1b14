package io.lambdagrid.master;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes records of other formats as JSON, so that one reader decides about all of them. */
final class JsonDocument {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonDocument() {}

    /** Writes what belongs into a document. */
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] of(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            content.writeTo(json);
        }
        return bytes.toByteArray();
    }
}
