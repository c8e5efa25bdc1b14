package io.lambdagrid.node.http;

import java.util.Map;

/** What every answer says to browsers: that nothing of ours is to be framed, guessed, kept or mixed with others'. */
final class SecurityHeaders {
    static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    static final String STRICT_TRANSPORT = "Strict-Transport-Security";
    static final String STRICT_TRANSPORT_VALUE = "max-age=31536000";

    /** Names what is wrong with a laboratory to whoever connects to it. */
    static final String INSECURE = "LambdaGrid-Insecure";

    private SecurityHeaders() {}
}
