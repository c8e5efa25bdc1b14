package io.lambdagrid.serving;

import io.lambdagrid.view.ViewFold;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A group's partial results as bytes: the form in which they travel and are stored. Thread-safe. */
public final class Parts {
    private final ViewFold fold;

    public Parts(ViewFold fold) {
        this.fold = fold;
    }

    public byte[] write(Object[] partials) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            fold.write(partials, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public Object[] read(byte[] part) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(part))) {
            return fold.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Partial results of view '" + fold.view().name() + "' cannot be read", e);
        }
    }

    /** Returns the bytes of both parts merged; neither is changed. */
    public byte[] merge(byte[] left, byte[] right) {
        return write(fold.merge(read(left), read(right)));
    }
}
