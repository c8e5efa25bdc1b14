package io.lambdagrid.client.wire;

/** Names of the maps that clients read. All are ordinary IMaps; the SQL names over them are given with each. */
public final class GridMaps {
    /** View name to {@link ViewStatus}; in SQL {@code lambda_views}. */
    public static final String VIEWS = "lambda.views";

    /** {@code DATASET/ID} to {@link GenerationStatus}; in SQL {@code lambda_generations}. */
    public static final String GENERATIONS = "lambda.generations";

    /** {@code DATASET/PARTITION} to {@link PartitionStatus}; in SQL {@code lambda_partitions}. */
    public static final String PARTITIONS = "lambda.partitions";

    /**
     * {@code DATASET/GENERATION/PARTITION/OFFSET/VIEW} to {@link RejectedRecord}; those of the generations that are
     * served are in SQL {@code lambda_rejected}.
     */
    public static final String REJECTED = "lambda.rejected";

    /**
     * How many entries {@link #REJECTED} has for each member at most. As long as there are less than half as many, none
     * was let go, however unevenly they are spread.
     */
    public static final int MOST_REJECTED_PER_MEMBER = 100_000;

    /** Dataset to the base of the generation that is served, as {@link Long}. */
    public static final String SERVED = "lambda.served";

    /** {@code DATASET/VIEW/KEY} to {@link Difference}; in SQL {@code lambda_differences}. */
    public static final String DIFFERENCES = "lambda.differences";

    /** {@link #generationKey} of the base to {@link Progress}. */
    public static final String PROGRESS = "lambda.progress";

    /** Request id to {@link RunRequest}. */
    public static final String REQUESTS = "lambda.requests";

    /** Request id to {@link ViewRequest}. */
    public static final String VIEW_REQUESTS = "lambda.view-requests";

    /** Id of the {@link ViewRequest} to {@link ViewComparison}. */
    public static final String COMPARISONS = "lambda.view-comparisons";

    /** Every map of views begins so. */
    public static final String VIEW_PREFIX = "view.";

    private GridMaps() {}

    /** Returns the name of the map that holds a view in one generation. */
    public static String view(String view, long generation) {
        return VIEW_PREFIX + view + "." + generation;
    }

    public static String generationKey(String dataset, long generation) {
        return dataset + "/" + generation;
    }
}
