package io.lambdagrid.control;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;

/** A step of the control loop that did not lead where it should; the loop goes on with the next one. */
final class StepFailedException extends GridException {
    StepFailedException(String sentence) {
        super(GridError.INTERNAL, sentence);
    }
}
