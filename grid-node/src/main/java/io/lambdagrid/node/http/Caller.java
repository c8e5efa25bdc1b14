package io.lambdagrid.node.http;

import io.lambdagrid.node.config.AccessToken;
import io.lambdagrid.node.config.AccessToken.Role;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name of the token, or the address where there are no tokens; empty for a probe without one
 * @param role empty for one who only gets what everybody gets
 * @param views what may be read; empty for all
 */
record Caller(String name, Optional<Role> role, Set<String> views) {
    Caller {
        views = Set.copyOf(views);
    }

    static Caller of(AccessToken token) {
        return new Caller(token.name(), Optional.of(token.role()), Set.copyOf(token.views()));
    }

    /** Where there are no tokens, whoever reaches the address may do everything. */
    static Caller anybody(String address) {
        return new Caller(address, Optional.of(Role.OPERATE), Set.of());
    }

    static Caller nobody() {
        return new Caller("", Optional.empty(), Set.of());
    }

    boolean may(Access access) {
        return switch (access) {
            case EVERYBODY -> true;
            case SOME_VIEWS -> has(Role.READ);
            case ALL_VIEWS -> has(Role.READ) && views.isEmpty();
            case OPERATE -> has(Role.OPERATE);
        };
    }

    private boolean has(Role needed) {
        return role.filter(given -> given.includes(needed)).isPresent();
    }

    boolean mayRead(String view) {
        return has(Role.READ) && (views.isEmpty() || views.contains(view));
    }
}
