package io.lambdagrid.record;

/** Foreign text made fit for a message: one line, no control characters, valid Unicode, bounded length. */
final class Excerpt {
    private static final int MAX_LENGTH = 80;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder excerpt = new StringBuilder();
        int end = 0;
        while (end < text.length() && excerpt.length() < MAX_LENGTH) {
            int codePoint = text.codePointAt(end);
            excerpt.appendCodePoint(isPrintable(codePoint) ? codePoint : ' ');
            end += Character.charCount(codePoint);
        }
        return end < text.length() ? excerpt + "..." : excerpt.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            // A surrogate is half a character here: its other half is missing.
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
