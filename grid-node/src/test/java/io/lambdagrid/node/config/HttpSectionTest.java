package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.config.AccessToken.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section of the settings that says where, whom and how much a node answers over HTTP. */
class HttpSectionTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    Path folder;

    @Test
    void tokens_are_read_with_their_roles_and_views_and_kept_as_hashes() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "a-token-of-24-characters\n");
        HttpSection section = read("""
                http:
                  tokens:
                    grafana: read sha256:%s
                    shop: read(revenue, unique_customers) ${file:%s}
                    ops: operate ${file:%s}
                """.formatted(HASH, secret, secret));

        String hash = AccessToken.hash("a-token-of-24-characters");
        assertThat(section.tokens())
                .containsExactly(
                        new AccessToken("grafana", Role.READ, java.util.List.of(), HASH),
                        new AccessToken("shop", Role.READ, java.util.List.of("revenue", "unique_customers"), hash),
                        new AccessToken("ops", Role.OPERATE, java.util.List.of(), hash));
        assertThat(section.toString()).doesNotContain(hash).doesNotContain(HASH);
    }

    @Test
    void wrong_tokens_are_refused_without_being_repeated() throws IOException {
        Path shortOne = Files.writeString(folder.resolve("short"), "hunter2");
        for (String text : new String[] {
            "read",
            "read a-token-in-the-clear-is-for-everybody",
            "write sha256:" + HASH,
            "read sha256:1234",
            "operate(revenue) sha256:" + HASH,
            "read ${file:" + shortOne + "}",
            "read ${env:LAMBDAGRID_NO_SUCH_VARIABLE}"
        }) {
            assertThat(problems("http:\n  tokens:\n    a: " + text + "\n"))
                    .as(text)
                    .contains("line 3, column 8  LG-111  'http.tokens.a' must be 'read SECRET'")
                    .doesNotContain("in-the-clear", "hunter2");
        }
    }

    @Test
    void address_that_others_can_reach_needs_tokens_and_tls_or_a_laboratory() throws IOException {
        String told = "LG-111  'http.host' must be a loopback address such as 127.0.0.1 unless 'http.tokens' and"
                + " 'http.tls-certificate' (or 'http.tls-keystore') are set";
        String token = "  tokens: {a: \"read sha256:" + HASH + "\"}\n";
        String tls = "  tls-keystore: server.p12\n  tls-keystore-password: x\n";

        assertThat(problems("http:\n  host: 0.0.0.0\n")).contains("line 2, column 9  " + told);
        assertThat(problems("http:\n  host: 0.0.0.0\n" + token)).contains(told);
        assertThat(problems("http:\n  host: 0.0.0.0\n" + tls)).contains(told);
        assertThat(read("http:\n  host: 0.0.0.0\n" + token + tls).host()).isEqualTo("0.0.0.0");
        assertThat(read("http:\n  host: 0.0.0.0\n  insecure-lab: true\n").insecureLab())
                .isTrue();
        assertThat(read("http:\n  host: 0.0.0.0\n  enabled: false\n").enabled()).isFalse();
    }

    @Test
    void every_mistake_is_told_at_once_with_its_place() throws IOException {
        assertThat(problems("""
                        http:
                          port: 70000
                          max-rows: none
                          tls-key: key.pem
                          querys: 3
                        """).replaceAll(" +", " "))
                .contains(
                        "line 2, column 9 LG-111 'http.port' must be auto or a whole number from 1 to 65535, but is '70000'.",
                        "line 3, column 13 LG-111 'http.max-rows' must be a whole number",
                        "LG-111 'http.tls-certificate' is missing; it must be a file, too",
                        "line 5, column 3 LG-110 Unknown setting 'http.querys'. Did you mean 'http.queries'?");
    }

    private HttpSection read(String text) {
        new WrittenFolder(folder).write("lambda-grid.yaml", text);
        return new WrittenFolder(folder).read().settings().http();
    }

    private String problems(String text) {
        new WrittenFolder(folder).write("lambda-grid.yaml", text);
        return new WrittenFolder(folder).errors();
    }
}
