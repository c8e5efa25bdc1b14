package io.lambdagrid.node.doctor;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;

/**
 * What one check has found.
 *
 * @param subject what was looked at, such as {@code kafka}
 * @param code the error's code; empty when all is well
 * @param sentence what was found and, unless all is well, what to do
 */
public record Finding(String subject, Verdict verdict, String code, String sentence) {
    /** How bad it is. */
    public enum Verdict {
        OK,
        /** A node runs, but not for long, not well or not yet. */
        WARN,
        FAIL
    }

    static Finding ok(String subject, String sentence) {
        return new Finding(subject, Verdict.OK, "", sentence);
    }

    static Finding warn(String subject, GridError error, String sentence) {
        return new Finding(subject, Verdict.WARN, error.code(), sentence);
    }

    static Finding fail(String subject, GridError error, String sentence) {
        return new Finding(subject, Verdict.FAIL, error.code(), sentence);
    }

    static Finding fail(String subject, GridException e) {
        return fail(subject, e.error(), e.sentence());
    }
}
