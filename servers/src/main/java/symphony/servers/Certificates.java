package symphony.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority and what it signs, made by the JDK's keytool, as PEM files in a folder. */
public final class Certificates {
    private static final String PASSWORD = "only for tests";
    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final Path store;

    /** @param folder that lies there; an authority of its own is made */
    public Certificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("all.p12");
        make(AUTHORITY, "-ext", "bc:c");
        pem(AUTHORITY);
    }

    /** The authority's certificate. */
    public Path authority() {
        return folder.resolve(AUTHORITY + ".crt");
    }

    /**
     * Signs a certificate.
     *
     * @param names as in a certificate: {@code dns:localhost}, {@code ip:127.0.0.1}; none for a client's
     * @return its file; the key lies beside it, see {@link #key}
     */
    public Path sign(String alias, String... names) {
        List<String> options = new ArrayList<>(List.of("-signer", AUTHORITY));
        if (names.length > 0) {
            options.addAll(List.of("-ext", "san=" + String.join(",", names)));
        }
        make(alias, options.toArray(String[]::new));
        pem(alias);
        return folder.resolve(alias + ".crt");
    }

    /** The key of what was signed under that name. */
    public Path key(String alias) {
        return folder.resolve(alias + ".key");
    }

    private void make(String alias, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void pem(String alias) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore made = KeyStore.getInstance("PKCS12");
            made.load(in, PASSWORD.toCharArray());
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : made.getCertificateChain(alias)) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            Files.writeString(folder.resolve(alias + ".crt"), chain);
            Key key = made.getKey(alias, PASSWORD.toCharArray());
            Files.writeString(key(alias), pem("PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }
}
