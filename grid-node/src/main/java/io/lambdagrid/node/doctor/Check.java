package io.lambdagrid.node.doctor;

import java.util.List;

/** Looks at one thing, for some seconds at most. */
interface Check {
    /** What is looked at, in a word. */
    String subject();

    List<Finding> findings();
}
