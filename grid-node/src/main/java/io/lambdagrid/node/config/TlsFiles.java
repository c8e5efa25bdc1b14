package io.lambdagrid.node.config;

/**
 * The files that a server's certificate and key are in: two PEM files or one keystore; each name is empty when there is
 * none.
 *
 * @param certificate PEM: the server's certificate first, then those that vouch for it
 * @param key PEM, PKCS #8, not encrypted
 * @param keystore PKCS #12
 */
public record TlsFiles(String certificate, String key, String keystore, String keystorePassword) {
    public static final TlsFiles NONE = new TlsFiles("", "", "", "");

    static TlsFiles read(SettingReader settings) {
        TlsFiles files = new TlsFiles(
                settings.textOrEmpty("tls-certificate", ""),
                settings.textOrEmpty("tls-key", ""),
                settings.textOrEmpty("tls-keystore", ""),
                settings.secret("tls-keystore-password", ""));
        if (files.certificate.isEmpty() != files.key.isEmpty()) {
            settings.refuse(
                    files.key.isEmpty() ? "tls-key" : "tls-certificate",
                    "a file, too: certificate and key are given together");
        }
        if (!files.keystore.isEmpty() && !files.certificate.isEmpty()) {
            settings.refuse("tls-keystore", "empty when 'http.tls-certificate' is given");
        }
        return files;
    }

    /** Returns whether connections are to be encrypted. */
    public boolean isGiven() {
        return !certificate.isEmpty() || !keystore.isEmpty();
    }

    /** Hides the password, because settings end up in logs. */
    @Override
    public String toString() {
        return "TlsFiles[certificate=" + certificate + ", key=" + key + ", keystore=" + keystore + ", keystorePassword="
                + (keystorePassword.isEmpty() ? "" : "***") + "]";
    }
}
