package io.lambdagrid.view;

import java.util.regex.Pattern;

/** The one rule for names that become SQL identifiers, map names, table names and folders. */
public final class Names {
    public static final String RULE = "a lower-case letter followed by at most 62 letters, digits or underscores";

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private Names() {}

    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }
}
