package io.lambdagrid.node.config;

/**
 * How much is answered over HTTP at once.
 *
 * @param maxBodyBytes the longest body of a request
 * @param maxRows the most rows of a SQL result
 * @param queries SQL statements at once, of all callers together
 * @param queriesPerCaller SQL statements at once, of one of them
 */
public record HttpLimits(int maxBodyBytes, int maxRows, int queries, int queriesPerCaller) {
    public static final HttpLimits DEFAULTS = new HttpLimits(1 << 20, 100_000, 16, 8);

    private static final int MOST = 1_000_000_000;

    static HttpLimits read(SettingReader settings) {
        return new HttpLimits(
                (int) Math.min(settings.sizeBytes("max-body", DEFAULTS.maxBodyBytes, 1 << 20), MOST),
                settings.wholeNumber("max-rows", DEFAULTS.maxRows, 1, MOST),
                settings.wholeNumber("queries", DEFAULTS.queries, 1, 1_000),
                settings.wholeNumber("queries-per-caller", DEFAULTS.queriesPerCaller, 1, 1_000));
    }
}
