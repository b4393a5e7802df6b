package symphony.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import symphony.core.queue.QueueUnavailable;

/**
 * The files of an encrypted connection, all PEM. They are read for each connection anew: a certificate that was renewed
 * is taken without a restart.
 *
 * @param authorities whom to trust; absent: those that Java trusts
 * @param certificate to show the server, with its chain; absent: none
 * @param key of that certificate, PKCS 8, not encrypted; absent: it stands in the certificate's file
 */
public record TlsFiles(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {
    public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern KEY = block("PRIVATE KEY");
    private static final Pattern CERTIFICATE = block("CERTIFICATE");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private static Pattern block(String what) {
        return Pattern.compile("-----BEGIN " + what + "-----([A-Za-z0-9+/=\\s]+)-----END " + what + "-----");
    }

    /** @throws QueueUnavailable where a file cannot be used; names it */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown(), trusted(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new QueueUnavailable("the files for Redis's TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trusted() throws GeneralSecurityException, IOException {
        KeyStore store = null; // Java's own
        if (authorities.isPresent()) {
            store = empty();
            for (Certificate authority : certificates(authorities.get())) {
                store.setCertificateEntry("ca " + store.size(), authority);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] shown() throws GeneralSecurityException, IOException {
        if (certificate.isEmpty()) {
            return new KeyManager[0];
        }
        char[] unused = new char[0];
        KeyStore store = empty();
        store.setKeyEntry(
                "client", privateKey(), unused, certificates(certificate.get()).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, unused);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException {
        List<Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Matcher m = CERTIFICATE.matcher(text(file)); m.find(); ) {
                found.add(factory.generateCertificate(new ByteArrayInputStream(decoded(m))));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException(file + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IOException(file + " holds no certificate in PEM");
        }
        return found;
    }

    private PrivateKey privateKey() throws GeneralSecurityException, IOException {
        Path file = key.or(() -> certificate).orElseThrow();
        Matcher m = KEY.matcher(text(file));
        if (!m.find()) {
            throw new IOException(
                    file + " holds no unencrypted key in PKCS 8; openssl pkcs8 -topk8 -nocrypt makes one");
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(decoded(m));
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> found = decoded(algorithm, encoded);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IOException(file + " holds a key that is none of " + ALGORITHMS);
    }

    private static Optional<PrivateKey> decoded(String algorithm, PKCS8EncodedKeySpec encoded)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException another) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(1));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1); // what stands around the blocks may be anything
        } catch (IOException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }
}
