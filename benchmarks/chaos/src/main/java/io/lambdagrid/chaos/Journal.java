package io.lambdagrid.chaos;

import java.util.Arrays;

/**
 * What the log holds, product by product, in the order of the log. All records of a product are in one partition, so
 * that every state of its row that may ever be seen is a prefix. Thread-safe.
 */
final class Journal {
    private final History[] histories;

    /** Parallel arrays over the records of one product. */
    private static final class History {
        private int size;
        private long[] revenue = new long[64];
        private long[] sentAt = new long[64];
        private long[] offsets = new long[64];

        /** Returns the index of the record. */
        private int add(long cents, long nanos) {
            if (size == revenue.length) {
                revenue = Arrays.copyOf(revenue, 2 * size);
                sentAt = Arrays.copyOf(sentAt, 2 * size);
                offsets = Arrays.copyOf(offsets, 2 * size);
            }
            revenue[size] = cents + (size == 0 ? 0 : revenue[size - 1]);
            sentAt[size] = nanos;
            offsets[size] = Long.MAX_VALUE;
            return size++;
        }
    }

    Journal(int products) {
        histories = new History[products];
        Arrays.setAll(histories, product -> new History());
    }

    int products() {
        return histories.length;
    }

    /** Notes a record before it is sent; returns its index among those of its product. */
    int sending(int product, long cents, long nanos) {
        synchronized (histories[product]) {
            return histories[product].add(cents, nanos);
        }
    }

    /** Notes where the log has put a record. */
    void acknowledged(int product, int index, long offset) {
        synchronized (histories[product]) {
            histories[product].offsets[index] = offset;
        }
    }

    /** Returns how many records of a product had been sent at a time. */
    long sentBefore(int product, long nanos) {
        History history = histories[product];
        synchronized (history) {
            return firstAtOrAfter(history.sentAt, history.size, nanos);
        }
    }

    /** Returns how many records of a product lie before an offset of its partition. */
    long before(int product, long offset) {
        History history = histories[product];
        synchronized (history) {
            return firstAtOrAfter(history.offsets, history.size, offset);
        }
    }

    /** Returns the sum over the first records of a product. */
    long revenue(int product, long records) {
        History history = histories[product];
        synchronized (history) {
            return records == 0 ? 0 : history.revenue[Math.toIntExact(records) - 1];
        }
    }

    /** Returns how many records of a product there are. */
    long records(int product) {
        synchronized (histories[product]) {
            return histories[product].size;
        }
    }

    private static int firstAtOrAfter(long[] sorted, int size, long value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
