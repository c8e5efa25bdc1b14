package io.lambdagrid.serving;

import static com.hazelcast.map.impl.record.Record.UNSET;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.wan.impl.CallerProvenance;

/** Which copy of a partition is written; each has its own way into the record store. */
enum Replica {
    PRIMARY {
        @Override
        void put(RecordStore<?> store, Data key, Data value) {
            store.set(key, value, UNSET, UNSET);
        }
    },
    BACKUP {
        @Override
        void put(RecordStore<?> store, Data key, Data value) {
            store.putBackupForEntryProcessor(key, value, false, UNSET, UNSET, UNSET, CallerProvenance.NOT_WAN);
        }
    };

    abstract void put(RecordStore<?> store, Data key, Data value);
}
