package io.lambdagrid.control;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step of the control loop that did not lead where it should; the loop goes on with the next one. */
final class StepFailedException extends GridException {
    private static final Pattern CODE_AND_SENTENCE = Pattern.compile("(LG-\\d+)\\s+(.*)", Pattern.DOTALL);

    StepFailedException(String sentence) {
        super(GridError.INTERNAL, sentence);
    }

    private StepFailedException(GridError error, String sentence) {
        super(error, sentence);
    }

    /**
     * Returns the failure of a step because of a job.
     *
     * @param what says what the failure means here
     * @param failure why the job failed, with its code, as {@link Jobs#failure} tells it
     */
    static StepFailedException because(String what, String failure) {
        Matcher reason = CODE_AND_SENTENCE.matcher(failure);
        if (!reason.matches()) {
            return new StepFailedException(what + ": " + failure);
        }
        GridError error = GridError.ofCode(reason.group(1)).orElse(GridError.INTERNAL);
        return new StepFailedException(error, what + ": " + reason.group(2));
    }
}
