package io.lambdagrid.node.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Answers with a file that comes with the program. */
final class ResourceFile implements Route.Handler {
    private final String contentType;
    private final byte[] content;

    /**
     * Reads the file.
     *
     * @param name beside this class
     */
    ResourceFile(String name, String contentType) {
        this.contentType = contentType;
        try (InputStream resource = ResourceFile.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("There is no resource '" + name + "'");
            }
            this.content = resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Context request, Caller caller) {
        request.contentType(contentType).result(content);
    }
}
