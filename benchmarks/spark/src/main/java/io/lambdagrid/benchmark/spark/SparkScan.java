package io.lambdagrid.benchmark.spark;

import io.lambdagrid.benchmark.subject.Answer;
import io.lambdagrid.benchmark.subject.Parameters;
import io.lambdagrid.benchmark.subject.Rounds;
import io.lambdagrid.benchmark.subject.Subject;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark SQL over the Parquet files of the master dataset, in local mode. Measured is the aggregation alone: its rows go
 * to Spark's own "noop" sink. The answer comes from the same query once more, not measured.
 */
public final class SparkScan implements Subject {
    private final SparkSession spark;
    private final String sql;

    private SparkScan(SparkSession spark, String sql) {
        this.spark = spark;
        this.sql = sql;
    }

    /** Runs it as a subject. */
    public static void main(String[] arguments) {
        Rounds.main(arguments, SparkScan::create);
    }

    private static SparkScan create(Parameters parameters) {
        String threads = parameters.text("threads");
        SparkSession spark = SparkSession.builder()
                .appName("batch-scan")
                .master("local[" + threads + "]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                // One task for each thread; the default of 200 is made for clusters.
                .config("spark.sql.shuffle.partitions", threads)
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
        // Thousands of lines of progress would be part of what is measured.
        spark.sparkContext().setLogLevel("WARN");
        spark.read().parquet(parameters.text("files")).createOrReplaceTempView(parameters.text("dataset"));
        return new SparkScan(spark, parameters.text("sql"));
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("spark", spark.version());
    }

    @Override
    public void work() {
        spark.sql(sql).write().format("noop").mode("overwrite").save();
    }

    @Override
    public Answer answer() {
        Answer answer = Answer.NOTHING;
        for (Row row : spark.sql(sql).collectAsList()) {
            answer = answer.plus(
                    row.getString(0), row.getLong(1), row.isNullAt(2) ? BigDecimal.ZERO : row.getDecimal(2));
        }
        return answer;
    }

    @Override
    public void close() {
        spark.stop();
    }
}
