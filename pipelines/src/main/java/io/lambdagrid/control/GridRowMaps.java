package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.GridFences;
import io.lambdagrid.serving.Increments;
import io.lambdagrid.serving.RejectedRecords;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.view.ViewFold;

/** Maps of the grid. */
record GridRowMaps(HazelcastInstance grid) implements RowMaps {
    @Override
    public Fences fences(String dataset, long base) {
        return new GridFences(grid, dataset, base);
    }

    @Override
    public void announceType(ViewFold fold, long base) {
        ViewRows rows = new ViewRows(grid, fold, base);
        rows.announceType();
        rows.createIndexes();
    }

    @Override
    public long countBatchRows(ViewFold fold, long base) {
        return new ViewRows(grid, fold, base).countBatchRows();
    }

    @Override
    public void destroyRows(ViewFold fold, long base) {
        new ViewRows(grid, fold, base).map().destroy();
    }

    @Override
    public void destroyIncrements(String dataset, long base) {
        new Increments(grid, dataset, base).destroy();
    }

    @Override
    public void removeRejected(String dataset, long base) {
        RejectedRecords.remove(grid, dataset, base);
    }
}
