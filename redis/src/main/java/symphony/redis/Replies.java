package symphony.redis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what Redis answers: byte strings, whole numbers, lists of them. */
final class Replies {
    /** Stands in a text for bytes that are no UTF-8; it may also have been written itself. */
    private static final char REPLACED = '\uFFFD';

    private Replies() {}

    static List<?> list(@Nullable Object reply) {
        return reply instanceof List<?> list ? list : List.of();
    }

    static byte[] bytes(@Nullable Object reply) {
        return reply instanceof byte[] bytes ? bytes : new byte[0];
    }

    static String text(@Nullable Object reply) {
        return new String(bytes(reply), StandardCharsets.UTF_8);
    }

    static List<String> texts(@Nullable Object reply) {
        return list(reply).stream().map(Replies::text).toList();
    }

    static long number(@Nullable Object reply) {
        return reply instanceof Long number ? number : 0;
    }

    /** Empty where the bytes are no UTF-8: a text made from them would not lead back to them. */
    static Optional<String> strictText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACED) < 0) {
            return Optional.of(text); // as nearly always, and sooner than a decoder tells
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
