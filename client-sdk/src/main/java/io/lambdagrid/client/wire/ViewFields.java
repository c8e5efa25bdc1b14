package io.lambdagrid.client.wire;

/**
 * The fields of a row in a view map, a Compact record of type {@link #typeName}.
 *
 * <p>One field for each column of the view holds the merged value. Columns that are not group columns stand twice more,
 * as the batch layer and as the real-time layer alone would answer. Two byte fields hold the partial results of the two
 * layers; a part that is {@code null} has seen no record of this group.
 */
public final class ViewFields {
    /** The batch layer's partial results, or null. */
    public static final String BATCH_PART = "$batch";

    /** The real-time layer's partial results, or null. */
    public static final String REALTIME_PART = "$realtime";

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
