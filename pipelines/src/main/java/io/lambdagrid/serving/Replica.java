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

        @Override
        void remove(RecordStore<?> store, Data key) {
            store.delete(key, CallerProvenance.NOT_WAN);
        }
    },
    BACKUP {
        @Override
        void put(RecordStore<?> store, Data key, Data value) {
            store.putBackupForEntryProcessor(key, value, false, UNSET, UNSET, UNSET, CallerProvenance.NOT_WAN);
        }

        @Override
        void remove(RecordStore<?> store, Data key) {
            store.removeBackup(key, CallerProvenance.NOT_WAN);
        }
    };

    abstract void put(RecordStore<?> store, Data key, Data value);

    abstract void remove(RecordStore<?> store, Data key);
}
