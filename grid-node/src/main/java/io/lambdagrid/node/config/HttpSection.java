package io.lambdagrid.node.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a node answers over HTTP, whom, and how much.
 *
 * @param port 0 for 8080 or the next one that is free
 * @param tokens who may ask; with none, everybody may do everything
 * @param insecureLab whether {@code host} may be an address that other machines can reach without tokens and TLS
 */
public record HttpSection(
        boolean enabled,
        String host,
        int port,
        List<AccessToken> tokens,
        TlsFiles tls,
        boolean insecureLab,
        HttpLimits limits) {
    public static final HttpSection DEFAULTS =
            new HttpSection(true, "127.0.0.1", 0, List.of(), TlsFiles.NONE, false, HttpLimits.DEFAULTS);

    public HttpSection {
        tokens = List.copyOf(tokens);
    }

    static HttpSection read(SettingReader settings) {
        HttpSection section = new HttpSection(
                settings.trueOrFalse("enabled", DEFAULTS.enabled),
                settings.text("host", DEFAULTS.host),
                settings.value(
                        "port",
                        DEFAULTS.port,
                        "auto or a whole number from 1 to 65535",
                        text -> text.equals("auto")
                                ? Optional.of(0)
                                : SettingText.wholeNumber(text).filter(port -> port >= 1 && port <= 65_535)),
                tokens(settings),
                TlsFiles.read(settings),
                settings.trueOrFalse("insecure-lab", DEFAULTS.insecureLab),
                HttpLimits.read(settings));
        section.expectedHost().ifPresent(expected -> settings.refuse("host", expected));
        return section;
    }

    private static List<AccessToken> tokens(SettingReader settings) {
        List<AccessToken> tokens = new ArrayList<>();
        settings.map("tokens")
                .forEach((name, pair) -> AccessToken.parse(name, pair.value().text(), System::getenv)
                        .ifPresentOrElse(
                                tokens::add,
                                () -> settings.refuseSecret(
                                        settings.path("tokens") + "." + name,
                                        pair.value().place(),
                                        AccessToken.EXPECTED)));
        return tokens;
    }

    /** Returns whether only programs on this machine can reach the address; true for one that is unknown. */
    public boolean isLoopback() {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** Returns what the host should be instead; empty when it is fine. */
    private Optional<String> expectedHost() {
        try {
            var unused = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return Optional.of("an address of this machine");
        }
        boolean isProtected = !tokens.isEmpty() && tls.isGiven();
        return isLoopback() || isProtected || insecureLab || !enabled
                ? Optional.empty()
                : Optional.of("a loopback address such as 127.0.0.1 unless 'http.tokens' and 'http.tls-certificate'"
                        + " (or 'http.tls-keystore') are set (whoever reaches this port reads every view); in a"
                        + " laboratory, 'http.insecure-lab: true' does without");
    }
}
