package io.lambdagrid.client;

import io.lambdagrid.client.wire.ViewStatus;

/** What a view's answers are worth at the moment. */
public enum ViewState {
    /** Its first generation is being built; there are no answers yet. */
    STARTING,
    /** Answers are exact up to the applied coverage. */
    SERVING,
    /**
     * Answers are exact up to the applied coverage, but one of the layers has stopped and does not go on until somebody
     * acts; the reason says which, and why.
     */
    HALTED,
    /** Parts of the rows were lost; answers are refused until they are back. */
    INCOMPLETE;

    static ViewState of(ViewStatus status) {
        return switch (status.status()) {
            case ViewStatus.STARTING -> STARTING;
            case ViewStatus.SERVING -> SERVING;
            case ViewStatus.HALTED -> HALTED;
            case ViewStatus.INCOMPLETE -> INCOMPLETE;
            default ->
                throw new LambdaGridException(
                        ErrorCode.INTERNAL,
                        "View '" + status.view() + "' is in the state '" + status.status()
                                + "', which this client does not know. Use a client of the cluster's version.");
        };
    }
}
