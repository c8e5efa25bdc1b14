package io.lambdagrid.client;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the cluster is and how long it may take to answer.
 *
 * @param timeout for connecting, and for each call
 * @param statementTimeout for a SQL statement with the reading of its result
 */
record ConnectionSettings(List<String> addresses, String clusterName, Duration timeout, Duration statementTimeout) {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\s]+):(\\d{1,5})");

    ConnectionSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw invalid("No address is given. Expected HOST:PORT of at least one member, such as '127.0.0.1:5701'.");
        }
        addresses.forEach(ConnectionSettings::requireAddress);
        if (clusterName.isBlank()) {
            throw invalid("The name of the cluster is blank. Expected the name its nodes are configured with.");
        }
        requireSecond("timeout", timeout);
        requireSecond("statement timeout", statementTimeout);
    }

    private static void requireAddress(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw invalid("'" + address + "' is not an address. Expected HOST:PORT, such as '127.0.0.1:5701'.");
        }
    }

    private static void requireSecond(String what, Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw invalid(
                    "The " + what + " of " + duration.toMillis() + " ms is too short. Expected one second or more.");
        }
    }

    private static LambdaGridException invalid(String sentence) {
        return new LambdaGridException(ErrorCode.REQUEST_INVALID, sentence);
    }
}
