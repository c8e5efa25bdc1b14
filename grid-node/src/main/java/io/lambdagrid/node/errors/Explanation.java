package io.lambdagrid.node.errors;

/**
 * What a code means.
 *
 * @param code such as {@code LG-312}
 * @param title in a few words
 * @param text the meaning, the usual causes and what to do
 */
public record Explanation(String code, String title, String text) {
    /** Returns all of it as plain text: the page reads well as it is, but for its marks of code. */
    public String plainText() {
        return code + "  " + title + "\n\n" + text.replace('`', '\'');
    }
}
