package io.lambdagrid.node.http;

import io.lambdagrid.node.config.TlsFiles;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Reads a server's certificate and key. */
final class TlsContext {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(?<base64>[A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Kinds of keys, each with a signature it makes. */
    private static final Map<String, String> ALGORITHMS =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

    private TlsContext() {}

    static SslContextFactory.Server of(TlsFiles files) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        // Only a key of this process's own is behind it.
        String password = files.keystore().isEmpty() ? UUID.randomUUID().toString() : files.keystorePassword();
        context.setKeyStore(files.keystore().isEmpty() ? fromPem(files, password) : fromKeystore(files));
        context.setKeyStorePassword(password);
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return context;
    }

    private static KeyStore fromKeystore(TlsFiles files) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(
                    new ByteArrayInputStream(read("http.tls-keystore", files.keystore())),
                    files.keystorePassword().toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable("http.tls-keystore", files.keystore(), "a PKCS #12 keystore that the password opens", e);
        }
    }

    private static KeyStore fromPem(TlsFiles files, String password) {
        PrivateKey key = key(files.key());
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read("http.tls-certificate", files.certificate())))
                    .toArray(Certificate[]::new);
            if (chain.length == 0 || !isOf(key, chain[0])) {
                throw unusable(
                        "http.tls-certificate",
                        files.certificate(),
                        "a certificate for the key of 'http.tls-key'",
                        null);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, password.toCharArray(), chain);
            return store;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable("http.tls-certificate", files.certificate(), "a certificate in PEM form", e);
        }
    }

    /** Whether what the one signs is what the other verifies. */
    private static boolean isOf(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        byte[] text = {1};
        Signature signature = Signature.getInstance(ALGORITHMS.getOrDefault(key.getAlgorithm(), key.getAlgorithm()));
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }

    private static PrivateKey key(String file) {
        String text = new String(read("http.tls-key", file), StandardCharsets.US_ASCII);
        Matcher pem = KEY.matcher(text);
        String expected = "a key in PEM form that begins with -----BEGIN PRIVATE KEY----- (PKCS #8, not encrypted)";
        if (!pem.find()) {
            throw unusable("http.tls-key", file, expected, null);
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group("base64")));
        return ALGORITHMS.keySet().stream()
                .flatMap(algorithm -> key(algorithm, spec).stream())
                .findFirst()
                .orElseThrow(() -> unusable("http.tls-key", file, expected, null));
    }

    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException e) {
            // Of another kind, then.
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + algorithm, e);
        }
    }

    private static byte[] read(String setting, String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw unusable(setting, file, "a file that can be read", e);
        }
    }

    private static GridException unusable(String setting, String file, String expected, @Nullable Exception cause) {
        return new GridException(
                GridError.CONFIG_INVALID_VALUE,
                "'" + setting + "' must be " + expected + ", but is '" + file + "'.",
                cause);
    }
}
