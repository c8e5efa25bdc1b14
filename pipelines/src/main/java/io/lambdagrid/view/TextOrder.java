package io.lambdagrid.view;

/** The one order of texts: that of their code points, which is that of their UTF-8 bytes and knows no locale. */
public final class TextOrder {
    private TextOrder() {}

    /** Unlike {@link String#compareTo}, puts surrogates, which stand for the highest code points, last. */
    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
