package io.lambdagrid.node.http;

import io.lambdagrid.node.config.AccessToken;
import io.lambdagrid.node.config.AccessToken.Role;
import io.lambdagrid.node.config.HttpLimits;
import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.node.config.TlsFiles;
import java.util.List;

/** Settings of servers under test. */
final class HttpSections {
    static final String READER = "reader-0123456789-abcdef";
    static final String CITY_READER = "city-reader-0123456789";
    static final String OPERATOR = "operator-0123456789-abc";

    static final List<AccessToken> TOKENS = List.of(
            new AccessToken("reader", Role.READ, List.of(), AccessToken.hash(READER)),
            new AccessToken("city", Role.READ, List.of("visits_by_city"), AccessToken.hash(CITY_READER)),
            new AccessToken("ops", Role.OPERATE, List.of(), AccessToken.hash(OPERATOR)));

    private HttpSections() {}

    static HttpSection at(int port, List<AccessToken> tokens) {
        return new HttpSection(true, "127.0.0.1", port, tokens, TlsFiles.NONE, false, HttpLimits.DEFAULTS);
    }

    static HttpSection at(int port, HttpLimits limits) {
        return new HttpSection(true, "127.0.0.1", port, List.of(), TlsFiles.NONE, false, limits);
    }
}
