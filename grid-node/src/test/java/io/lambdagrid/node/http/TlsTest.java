package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.HttpLimits;
import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.node.config.TlsFiles;
import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encrypted connections, with a certificate that keytool has made. */
class TlsTest {
    private static final String PASSWORD = "a-password";

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void makeCertificates() throws Exception {
        for (String algorithm : List.of("RSA", "EC")) {
            Path keystore = folder.resolve(algorithm + ".p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            algorithm,
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1",
                            "-validity",
                            "2",
                            "-alias",
                            "server",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            keystore.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
            KeyStore store = load(keystore);
            write(
                    algorithm + ".crt",
                    "CERTIFICATE",
                    store.getCertificate("server").getEncoded());
            write(
                    algorithm + ".key",
                    "PRIVATE KEY",
                    store.getKey("server", PASSWORD.toCharArray()).getEncoded());
        }
    }

    private static void write(String file, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private static KeyStore load(Path keystore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(keystore)) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext trusting(String algorithm) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "server", load(folder.resolve(algorithm + ".p12")).getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static HttpSection encrypted(TlsFiles files) throws IOException {
        return new HttpSection(
                true, "127.0.0.1", NodeProcess.freePort(), HttpSections.TOKENS, files, false, HttpLimits.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({"RSA, pem", "EC, pem", "RSA, p12"})
    void answers_are_encrypted_with_a_certificate_of_either_form(String algorithm, String form) throws Exception {
        Path keystore = folder.resolve(algorithm + ".p12");
        TlsFiles files = form.equals("p12")
                ? new TlsFiles("", "", keystore.toString(), PASSWORD)
                : new TlsFiles(
                        folder.resolve(algorithm + ".crt").toString(),
                        folder.resolve(algorithm + ".key").toString(),
                        "",
                        "");
        try (NodeHttp http = HttpNode.get().open(encrypted(files))) {
            assertThat(http.address().toString()).startsWith("https://127.0.0.1:");
            HttpAsking asking = new HttpAsking(http.address(), trusting(algorithm));

            HttpAnswer answer =
                    asking.get("/v1/views/visits_by_city/rows/Bonn", "Authorization", "Bearer " + HttpSections.READER);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
            assertThatThrownBy(() -> new HttpAsking(http.address()).get("/health/live"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> withProtocol("TLSv1.1", http, algorithm)).isInstanceOf(IOException.class);
        }
    }

    private static void withProtocol(String protocol, NodeHttp http, String algorithm) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) trusting(algorithm).getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), http.address().getPort()));
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
        }
    }

    @Test
    void certificate_that_cannot_be_used_is_told_with_its_setting_and_file() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "no PEM");
        String crt = folder.resolve("RSA.crt").toString();
        String p12 = folder.resolve("RSA.p12").toString();

        assertRefused(
                new TlsFiles(crt, nonsense.toString(), "", ""), "LG-111  'http.tls-key' must be a key in PEM form");
        assertRefused(new TlsFiles(crt, "/no/such/file", "", ""), "'http.tls-key' must be a file that can be read");
        assertRefused(
                new TlsFiles(nonsense.toString(), folder.resolve("RSA.key").toString(), "", ""),
                "'http.tls-certificate' must be a certificate in PEM form");
        assertRefused(new TlsFiles("", "", p12, "wrong"), "'http.tls-keystore' must be a PKCS #12 keystore");
        assertRefused(
                new TlsFiles(crt, folder.resolve("EC.key").toString(), "", ""),
                "'http.tls-certificate' must be a certificate");
    }

    private static void assertRefused(TlsFiles files, String message) throws Exception {
        NodeHttp http = new NodeHttp(HttpNode.get().with(encrypted(files)), java.time.Clock.systemUTC());
        try (http) {
            assertThatThrownBy(http::start).isInstanceOf(GridException.class).hasMessageContaining(message);
        }
    }
}
