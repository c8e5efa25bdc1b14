package io.lambdagrid.node.status;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the reason of a view's status tells to programs. */
public final class Reasons {
    private static final Pattern CODE = Pattern.compile("LG-\\d{3}");
    private static final Pattern GAP = Pattern.compile("offsets \\d+ to \\d+ of partition \\d+ are missing");
    private static final Pattern MORE_GAPS = Pattern.compile("and (\\d+) more gaps");

    private Reasons() {}

    /** Returns every code that is named. */
    public static Set<String> codes(String reason) {
        Set<String> codes = new TreeSet<>();
        CODE.matcher(reason).results().forEach(code -> codes.add(code.group()));
        return codes;
    }

    /** Returns how many ranges of offsets were given up. */
    public static long declaredGaps(String reason) {
        Matcher more = MORE_GAPS.matcher(reason);
        return GAP.matcher(reason).results().count() + (more.find() ? Long.parseLong(more.group(1)) : 0);
    }
}
