package io.lambdagrid.view;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can go wrong and that someone outside this code base may have to act on. Numbers are kept for ever.
 * Those from 901 to 998 are the local stack's, see its {@code StackError}; 320 was one of them once.
 */
public enum GridError {
    /** The SQL of a view does not parse or does not fit its dataset. */
    VIEW_SQL_INVALID(101, Blame.CALLER),
    /** The SQL of a view is valid SQL that cannot be kept exactly in both layers. */
    VIEW_SQL_UNSUPPORTED(102, Blame.CALLER),
    /** A view, dataset or generation that was asked for does not exist. */
    NOT_FOUND(103, Blame.CALLER),
    /** A configuration file has a key nobody knows. */
    CONFIG_UNKNOWN_KEY(110, Blame.CALLER),
    /** A configuration value is of the wrong kind or out of range, or a required one is missing. */
    CONFIG_INVALID_VALUE(111, Blame.CALLER),
    /** A configuration file cannot be read at all. */
    CONFIG_UNREADABLE(112, Blame.CALLER),
    /** A query or call by a client that cannot be answered as asked. */
    REQUEST_INVALID(120, Blame.CALLER),
    /** Somebody asks for what he may not have, or does not say who he is. */
    ACCESS_DENIED(130, Blame.CALLER),
    /** More is asked at once than is answered at once. */
    TOO_MUCH_AT_ONCE(131, Blame.CALLER),
    /** A record that could not be read. */
    RECORD_UNREADABLE(201, Blame.DATA),
    /** A record that could be read but not computed by one view. */
    RECORD_NOT_COMPUTABLE(202, Blame.DATA),
    /** Kafka does not answer. */
    KAFKA_UNREACHABLE(301, Blame.ENVIRONMENT),
    /** The file system of the master dataset does not answer. */
    MASTER_UNREACHABLE(302, Blame.ENVIRONMENT),
    /** Cassandra does not answer. */
    CASSANDRA_UNREACHABLE(303, Blame.ENVIRONMENT),
    /** The cluster does not answer. */
    GRID_UNREACHABLE(304, Blame.ENVIRONMENT),
    /** The topic does not exist. */
    TOPIC_MISSING(310, Blame.ENVIRONMENT),
    /** The topic was deleted and created again: its offsets mean other records now. */
    TOPIC_RECREATED(311, Blame.ENVIRONMENT),
    /** Kafka has already deleted records that are still needed. */
    RECORDS_EXPIRED(312, Blame.ENVIRONMENT),
    /** The log is shorter than what was already read from it. */
    LOG_TRUNCATED(313, Blame.ENVIRONMENT),
    /** A commit to the master dataset that would leave a gap or an overlap; refused. */
    COVERAGE_NOT_CONTIGUOUS(401, Blame.ENVIRONMENT),
    /** The outcome of a commit or a catalog change is not known; nothing may be deleted before looking. */
    OUTCOME_UNKNOWN(402, Blame.ENVIRONMENT),
    /** Somebody else changed the catalog first. */
    CATALOG_CONFLICT(403, Blame.ENVIRONMENT),
    /** Parts of a view's map were lost with more members than there are backups. */
    VIEW_INCOMPLETE(410, Blame.ENVIRONMENT),
    /** A file of the master dataset is missing, or is not what was written. */
    MASTER_DAMAGED(411, Blame.ENVIRONMENT),
    /** The first generation of a view is not there yet. */
    VIEW_STARTING(412, Blame.ENVIRONMENT),
    /** Records are missing that somebody gave up, because nobody had them any more. */
    RECORDS_GIVEN_UP(413, Blame.ENVIRONMENT),
    /** A view needs records that have left the master dataset because it retains them no longer. */
    RECORDS_LEFT(414, Blame.CALLER),
    /** Something that cannot happen. */
    INTERNAL(999, Blame.US);

    /** Who has to act. Decides the log level and whether a retry can help. */
    public enum Blame {
        CALLER,
        DATA,
        ENVIRONMENT,
        US
    }

    private final int number;
    private final Blame blame;

    GridError(int number, Blame blame) {
        this.number = number;
        this.blame = blame;
    }

    /** Returns the error with this identifier, such as {@code LG-101}. */
    public static Optional<GridError> ofCode(String code) {
        return Arrays.stream(values())
                .filter(error -> error.code().equals(code))
                .findFirst();
    }

    /** Returns the identifier printed in messages, such as {@code LG-101}. */
    public String code() {
        return "LG-" + number;
    }

    public Blame blame() {
        return blame;
    }
}
