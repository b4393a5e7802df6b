package symphony.app.setup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.app.UserError;
import symphony.core.artifact.Checksum;

/** Who may connect to the fleet's own Redis, as lines of redis.conf. */
final class RedisUsers {
    private RedisUsers() {}

    /** Everybody, with one password. */
    static List<String> one(String password) {
        return List.of("requirepass \"" + password + "\"");
    }

    /**
     * The users that clients' URLs name, with the rules that {@code docs/how-to/secure-redis.md} has for them, and nobody
     * else. Where the first names none, it is everybody, with its password.
     *
     * @throws UserError where a URL names a user for whom there are no rules
     */
    static List<String> of(List<URI> urls) throws IOException {
        if (user(urls.get(0)).isEmpty()) {
            return one(password(urls.get(0)));
        }
        List<String> lines = new ArrayList<>(List.of("user default off"));
        for (URI url : urls) {
            String user = user(url);
            String rules = rules().stream()
                    .filter(r -> r.startsWith(user + " "))
                    .findFirst()
                    .orElseThrow(() -> UserError.failed("Redis gets users of the fleet, worker and operator, not '"
                            + user + "': see to the secrets in the vault"));
            // by its digest, so that the file tells no password
            String digest =
                    Checksum.of(password(url).getBytes(StandardCharsets.UTF_8)).sha256();
            lines.add("user " + user + " on #" + digest + rules.substring(user.length()));
        }
        return lines;
    }

    private static List<String> rules() throws IOException {
        try (InputStream in = RedisUsers.class.getResourceAsStream("users.acl")) {
            return new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static String user(URI url) {
        return credentials(url).replaceFirst(":.*", "");
    }

    private static String password(URI url) {
        return credentials(url).replaceFirst("^[^:]*:", "");
    }

    private static String credentials(URI url) {
        return Optional.ofNullable(url.getUserInfo()).orElse("");
    }
}
