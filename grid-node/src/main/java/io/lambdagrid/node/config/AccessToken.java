package io.lambdagrid.node.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What proves that somebody may ask, kept as a hash.
 *
 * @param name who that is, for the log
 * @param views the views it is good for; empty for all there are
 * @param sha256 of the token, in lower-case hexadecimal digits
 */
public record AccessToken(String name, Role role, List<String> views, String sha256) {
    static final String EXPECTED = "'read SECRET', 'read(VIEW,VIEW) SECRET' or 'operate SECRET', where SECRET is"
            + " ${env:NAME} or ${file:PATH} of a token of 20 characters or more, or sha256: and its hash";

    private static final Pattern FORM =
            Pattern.compile("(?<role>read|operate)\\s*(?:\\((?<views>[a-z0-9_,\\s]+)\\))?\\s+(?<secret>\\S+)");
    private static final Pattern HASH = Pattern.compile("sha256:([0-9a-fA-F]{64})");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):[^}]+}");
    private static final int SHORTEST = 20;

    /** What somebody may do; who may do more may do all that comes before. */
    public enum Role {
        /** Read views. */
        READ,
        /** Start batch runs, and see rejected records. */
        OPERATE;

        /** Returns whether this role may do what needs the other one. */
        public boolean includes(Role needed) {
            return compareTo(needed) >= 0;
        }
    }

    public AccessToken {
        views = List.copyOf(views);
    }

    /** Reads one token; empty when it does not have the form, or names what is not there. */
    static Optional<AccessToken> parse(String name, String text, UnaryOperator<@Nullable String> environment) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        Role role = form.group("role").equals("read") ? Role.READ : Role.OPERATE;
        String named = form.group("views");
        List<String> views = named == null
                ? List.of()
                : Arrays.stream(named.split(",", -1)).map(String::strip).toList();
        if (views.contains("") || (role == Role.OPERATE && !views.isEmpty())) {
            return Optional.empty();
        }
        return hash(form.group("secret"), environment).map(sha256 -> new AccessToken(name, role, views, sha256));
    }

    private static Optional<String> hash(String secret, UnaryOperator<@Nullable String> environment) {
        Matcher hash = HASH.matcher(secret);
        if (hash.matches()) {
            return Optional.of(HexFormat.of().formatHex(HexFormat.of().parseHex(hash.group(1))));
        }
        return REFERENCE.matcher(secret).matches()
                ? SecretText.resolved(secret, environment)
                        .map(String::strip)
                        .filter(token -> token.length() >= SHORTEST)
                        .map(AccessToken::hash)
                : Optional.empty();
    }

    /** Returns the hash of a token, in the form of {@link #sha256}. */
    public static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Hides the hash, because settings end up in logs. */
    @Override
    public String toString() {
        return "AccessToken[name=" + name + ", role=" + role + ", views=" + views + "]";
    }
}
