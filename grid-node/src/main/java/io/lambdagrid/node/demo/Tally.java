package io.lambdagrid.node.demo;

import io.lambdagrid.stack.shop.ShopRecord;

/** Counts what the shop has sold, beside the grid and without it. Thread-safe. */
final class Tally implements Acknowledgements {
    private State state = new State(0, 0, Totals.NONE);

    /**
     * What was acknowledged so far.
     *
     * @param counted what the revenue views have to add up to
     */
    record State(long records, long unreadable, Totals counted) {}

    @Override
    public synchronized void acknowledged(ShopRecord record, int partition, long offset) {
        state = new State(
                state.records() + 1,
                state.unreadable() + (record.order().isEmpty() ? 1 : 0),
                record.order().map(state.counted()::plus).orElse(state.counted()));
    }

    synchronized State state() {
        return state;
    }
}
