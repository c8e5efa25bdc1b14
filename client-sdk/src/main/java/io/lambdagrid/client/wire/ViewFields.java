package io.lambdagrid.client.wire;

/**
 * The fields of a row in a view map, a Compact record of type {@link #typeName}.
 *
 * <p>One field for each column of the view holds the merged value. Columns that are not group columns stand twice more,
 * as the batch layer and as the real-time layer alone would answer. Three byte fields hold the partial results, of the
 * batch layer one and of the real-time layer two; a part that is {@code null} has seen no record of this group.
 */
public final class ViewFields {
    /** The batch layer's partial results, or null. */
    public static final String BATCH_PART = "$batch";

    /** Partial results of the real-time layer, or null: of the records on one side of the next seam. */
    public static final String EVEN_PART = "$even";

    /** Partial results of the real-time layer, or null: of the records on the other side of the next seam. */
    public static final String ODD_PART = "$odd";

    /** Which real-time parts there are: {@link #EVEN} and {@link #ODD} added up. */
    public static final String SLOTS = "$slots";

    public static final int EVEN = 1;
    public static final int ODD = 2;

    /** Which parts there are: {@link #BATCH_ONLY}, {@link #REALTIME_ONLY} or {@link #BOTH}. */
    public static final String PARTS = "$parts";

    public static final int BATCH_ONLY = 1;
    public static final int REALTIME_ONLY = 2;
    public static final int BOTH = 3;

    private ViewFields() {}

    /** Returns the name of the Compact type of a view's rows. */
    public static String typeName(String view, long generation) {
        return GridMaps.view(view, generation);
    }

    public static String batch(String column) {
        return "batch$" + column;
    }

    public static String realtime(String column) {
        return "realtime$" + column;
    }
}
