package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lambdagrid.node.config.AccessToken;
import io.lambdagrid.view.GridError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may take a route. Thread-safe. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String BEARER = "Bearer ";

    private final List<AccessToken> tokens;

    Admission(List<AccessToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** Returns the route's handler behind the question who asks. */
    io.javalin.http.Handler guarded(Route route) {
        return request -> {
            Caller caller = caller(request);
            request.attribute(Caller.class.getName(), caller);
            if (!caller.may(route.access())) {
                throw refused(request, caller, route);
            }
            if (route.method() == Route.Method.POST && route.access() == Access.OPERATE) {
                LOG.info("caller={} {} {}", caller.name(), route.method(), request.path());
            }
            route.handler().handle(request, caller);
        };
    }

    private Caller caller(Context request) {
        if (tokens.isEmpty()) {
            return Caller.anybody(request.req().getRemoteAddr());
        }
        String header = request.header("Authorization");
        if (header == null) {
            return Caller.nobody();
        }
        return find(header).map(Caller::of).orElseThrow(() -> unknown(request, "The token is not known."));
    }

    /** Compares with every token there is, each in the same time, so that time tells nothing. */
    private Optional<AccessToken> find(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        byte[] given = bytes(AccessToken.hash(header.substring(BEARER.length()).strip()));
        AccessToken found = null;
        for (AccessToken token : tokens) {
            if (MessageDigest.isEqual(given, bytes(token.sha256()))) {
                found = token;
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Refusal refused(Context request, Caller caller, Route route) {
        if (caller.role().isEmpty()) {
            return unknown(request, "This needs a token: 'Authorization: Bearer TOKEN'.");
        }
        LOG.info("caller={} {} {} refused", caller.name(), route.method(), route.path());
        return Refusal.forbidden("The token '" + caller.name() + "' is not good for this: it needs one "
                + (route.access() == Access.OPERATE ? "to operate." : "for all views."));
    }

    private static Refusal unknown(Context request, String sentence) {
        LOG.debug("An unknown caller at {} is refused", request.req().getRemoteAddr());
        request.header("WWW-Authenticate", "Bearer");
        return new Refusal(HttpStatus.UNAUTHORIZED, GridError.ACCESS_DENIED, sentence);
    }
}
