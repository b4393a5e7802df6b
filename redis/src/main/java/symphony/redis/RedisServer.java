package symphony.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a Redis is and how to get in. Its text names the server without credentials, for messages.
 *
 * @param database index of the logical database
 */
record RedisServer(String host, int port, int database, Optional<String> user, Optional<String> password) {
    static final int DEFAULT_PORT = 9376;

    /**
     * Reads {@code redis://[[user]:password@]host[:port][/database]}.
     *
     * @param database wins over the URL's
     * @throws IllegalArgumentException where it is no such URL; the message holds no credentials
     */
    static RedisServer of(URI url, OptionalInt database) {
        if (!"redis".equals(url.getScheme()) || url.getRawAuthority() == null) {
            throw new IllegalArgumentException(
                    "a Redis URL reads redis://[user:password@]host[:port][/database], this one begins with '"
                            + url.getScheme() + "'");
        }
        // By hand: URI gives no host for a name with an underscore, as container networks use them.
        String authority = url.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        Optional<String> credentials = at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
        Optional<String> user = credentials.map(c -> decode(c.contains(":") ? c.substring(0, c.indexOf(':')) : ""));
        Optional<String> password = credentials.map(c -> decode(c.substring(c.indexOf(':') + 1)));
        int colon = place.endsWith("]") ? -1 : place.lastIndexOf(':');
        String host = colon < 0 ? place : place.substring(0, colon);
        int port = colon < 0 ? DEFAULT_PORT : number(place.substring(colon + 1), "port", 65_535);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the Redis URL names no host: redis://host[:port][/database]");
        }
        String path = Optional.ofNullable(url.getPath()).orElse("").replaceFirst("^/", "");
        int index = database.orElseGet(() -> path.isEmpty() ? 0 : number(path, "database", 1 << 20));
        return new RedisServer(host.replaceAll("^\\[|]$", ""), port, index, user.filter(u -> !u.isEmpty()), password);
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

    @Override
    public String toString() {
        return "redis://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
    }
}
