package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.view.GridError;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose form is suspicious, before any route is looked for: paths that two readers could read in two
 * ways, names of hosts that a foreign page made up for this machine, and changes that a foreign page asks for.
 */
final class RequestCheck {
    /** Also nothing that is decoded twice: {@code %25} is the percent sign. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(/([A-Za-z0-9_.~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})*)+");

    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|/\\.{1,2}(/|$)|%(2e|2f|5c|25|3b|7f|[01][0-9a-f])", Pattern.CASE_INSENSITIVE);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean isLoopback;
    private final String host;

    RequestCheck(HttpSection settings) {
        this.isLoopback = settings.isLoopback();
        this.host = settings.host();
    }

    void check(Context request) {
        checkPath(request.req().getRequestURI());
        if (isLoopback) {
            checkHost(request.header("Host"));
        }
        if (!READING.contains(request.req().getMethod())) {
            checkOrigin(request);
        }
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    GridError.REQUEST_INVALID,
                    "A compressed body is not read. Send it as it is.");
        }
    }

    private static void checkPath(String path) {
        if (!PLAIN_PATH.matcher(path).matches() || AMBIGUOUS.matcher(path).find()) {
            throw Refusal.badRequest("The path has characters that could be read in two ways, such as // or %2F."
                    + " Give a key with such characters as '?key=' instead.");
        }
    }

    /** A page from elsewhere can give its own name this machine's address, but it cannot make up the Host. */
    private void checkHost(@Nullable String given) {
        String name = given == null ? "" : withoutPort(given).toLowerCase(Locale.ROOT);
        if (!OF_THIS_MACHINE.contains(name) && !name.equals(host)) {
            throw new Refusal(
                    HttpStatus.MISDIRECTED_REQUEST,
                    GridError.ACCESS_DENIED,
                    "This address is for programs on its own machine. Ask for it as localhost or 127.0.0.1.");
        }
    }

    private static String withoutPort(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return colon > hostAndPort.lastIndexOf(']') ? hostAndPort.substring(0, colon) : hostAndPort;
    }

    private static void checkOrigin(Context request) {
        String origin = request.header("Origin");
        String host = request.header("Host");
        boolean isForeign =
                origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
        if (isForeign || "cross-site".equals(request.header("Sec-Fetch-Site"))) {
            throw Refusal.forbidden("A page from elsewhere cannot ask for this.");
        }
    }
}
