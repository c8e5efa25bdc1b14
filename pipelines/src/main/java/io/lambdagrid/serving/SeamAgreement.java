package io.lambdagrid.serving;

import java.util.Optional;

/** The one state of a move that everybody agrees on. */
public interface SeamAgreement {
    /** Returns the state; empty before the maps were filled. */
    Optional<SeamMove> current();

    /** Goes from one state to another; returns whether the state was {@code from}. */
    boolean replace(SeamMove from, SeamMove to);
}
