package symphony.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Where a Redis is and how to get in. Its text names the server without credentials, for messages.
 *
 * @param addresses of the server, one; or of its sentinels
 * @param master the name that the sentinels know it by; empty where there are none
 * @param database index of the logical database
 * @param tls present where the connection is encrypted
 */
public record RedisServer(
        List<Address> addresses,
        Optional<String> master,
        int database,
        Login login,
        Login sentinelLogin,
        Optional<TlsFiles> tls) {
    static final int DEFAULT_PORT = 9376;
    static final int SENTINEL_PORT = 26_379;
    private static final List<String> SCHEMES = List.of("redis", "rediss", "redis+sentinel", "rediss+sentinel");

    /** A host and its port. */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A user's name and password; both absent: none is asked for. */
    public record Login(Optional<String> user, Optional<String> password) {
        public static final Login NONE = new Login(Optional.empty(), Optional.empty());

        private Login orElse(Login other) {
            return new Login(user.or(other::user), password.or(other::password));
        }

        @Override
        public String toString() {
            return user.orElse("default");
        }
    }

    /**
     * What is said of a server beside its URL.
     *
     * @param database wins over the URL's
     * @param login what it says wins over the URL's
     * @param tls read only where the URL asks for encryption
     */
    public record Options(OptionalInt database, Login login, Login sentinelLogin, TlsFiles tls) {
        public static final Options NONE = new Options(OptionalInt.empty(), Login.NONE, Login.NONE, TlsFiles.NONE);
    }

    public RedisServer {
        addresses = List.copyOf(addresses);
    }

    static RedisServer of(URI url, OptionalInt database) {
        return of(url, new Options(database, Login.NONE, Login.NONE, TlsFiles.NONE));
    }

    /**
     * Reads {@code redis://[[user]:password@]host[:port][/database]}, or {@code
     * redis+sentinel://[[user]:password@]sentinel[:port][,sentinel[:port]…]/master[/database]}; {@code rediss} and {@code
     * rediss+sentinel} are encrypted.
     *
     * @throws IllegalArgumentException where it is no such URL; the message holds no credentials
     */
    public static RedisServer of(URI url, Options options) {
        String scheme = String.valueOf(url.getScheme());
        if (!SCHEMES.contains(scheme) || url.getRawAuthority() == null) {
            throw new IllegalArgumentException(
                    "a Redis URL reads redis://[user:password@]host[:port][/database], rediss:// with TLS, or"
                            + " redis+sentinel://host,host/master; this one begins with '" + scheme + "'");
        }
        boolean sentinels = scheme.endsWith("+sentinel");
        // By hand: URI gives no host for a name with an underscore, as container networks use them, nor for several.
        String authority = url.getRawAuthority();
        int at = authority.lastIndexOf('@');
        List<Address> addresses = Arrays.stream(authority.substring(at + 1).split(",", -1))
                .map(place -> address(place, sentinels ? SENTINEL_PORT : DEFAULT_PORT))
                .toList();
        if (addresses.size() > 1 && !sentinels) {
            throw new IllegalArgumentException(
                    "the Redis URL names several hosts; that is for sentinels: redis+sentinel://host,host/master");
        }
        String path = Optional.ofNullable(url.getPath()).orElse("").replaceFirst("^/", "");
        Optional<String> master = sentinels ? Optional.of(path.replaceFirst("/.*$", "")) : Optional.empty();
        if (master.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException(
                    "the Redis URL does not say which master its sentinels watch: redis+sentinel://host,host/master");
        }
        String index = sentinels ? path.replaceFirst("^[^/]*/?", "") : path;
        return new RedisServer(
                addresses,
                master,
                options.database().orElseGet(() -> index.isEmpty() ? 0 : number(index, "database", 1 << 20)),
                options.login().orElse(at < 0 ? Login.NONE : login(authority.substring(0, at))),
                options.sentinelLogin(),
                scheme.startsWith("rediss") ? Optional.of(options.tls()) : Optional.empty());
    }

    private static Login login(String credentials) {
        String user = decode(credentials.contains(":") ? credentials.substring(0, credentials.indexOf(':')) : "");
        String password = decode(credentials.substring(credentials.indexOf(':') + 1));
        return new Login(Optional.of(user).filter(u -> !u.isEmpty()), Optional.of(password));
    }

    private static Address address(String place, int otherwise) {
        int colon = place.endsWith("]") ? -1 : place.lastIndexOf(':');
        String host = colon < 0 ? place : place.substring(0, colon);
        int port = colon < 0 ? otherwise : number(place.substring(colon + 1), "port", 65_535);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the Redis URL names no host: redis://host[:port][/database]");
        }
        return new Address(host.replaceAll("^\\[|]$", ""), port);
    }

    private static int number(String text, String what, int most) {
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    // not what was found: a password with a slash in it ends up here
                    "the Redis URL's " + what + " is no number up to " + most
                            + "; characters such as @ and / in a password are written %40 and %2F");
        }
        return Integer.parseInt(text);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Its addresses alone, parted by commas. */
    public String place() {
        return addresses.stream().map(Address::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return (tls.isPresent() ? "rediss" : "redis")
                + master.map(m -> "+sentinel").orElse("") + "://" + place()
                + master.map(m -> "/" + m).orElse("") + "/" + database;
    }
}
