package symphony.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The Lua scripts; each is a resource of its name, behind what it shares with others. */
enum Script {
    ENQUEUE,
    CLAIM,
    NEXT,
    RELEASE,
    DELAY,
    BURY,
    REGISTER,
    RENEW,
    LEAVE,
    YIELD,
    MAINTAIN,
    REAP,
    DISCOVER,
    CENSUS,
    LINES,
    LOOK,
    FINISH,
    LEAD,
    CANCEL,
    WEIGH,
    PURGE,
    UNDELAY,
    MOVE,
    RESTORE;

    /** Read anew each time, not all at the start: a short command needs one script. */
    String text() {
        String own = read(name().toLowerCase(Locale.ROOT) + ".lua");
        return switch (this) { // each function that stands before a script costs each call some time
            case NEXT -> own;
            case ENQUEUE -> read("queues.lua") + own;
            case PURGE, MOVE -> read("queues.lua") + read("prelude.lua") + read("takeout.lua") + own;
            default -> read("queues.lua") + read("prelude.lua") + own;
        };
    }

    /** The name Redis knows it by once loaded; computed anew each time. */
    String sha1() {
        return sha1(text().getBytes(StandardCharsets.UTF_8));
    }

    static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks symphony/redis/" + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
