package io.lambdagrid.serving;

import java.util.Map;

/**
 * Rows of one view that belong to one partition, to be put together with its fence.
 *
 * @param view the index of the view in the plan
 * @param rows by their keys; one without any part is taken away
 */
public record RowChanges(int view, Map<String, RowParts> rows) {}
