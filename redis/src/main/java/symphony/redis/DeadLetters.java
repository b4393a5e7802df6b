package symphony.redis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import redis.clients.jedis.Protocol;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.Saved;

/** Reads a session's dead letters, each with its reason beside it. */
final class DeadLetters {
    private static final int PAGE = 1_000;

    private final RedisLink link;

    DeadLetters(RedisLink link) {
        this.link = link;
    }

    List<DeadLetter> of(String session) {
        List<DeadLetter> letters = new ArrayList<>();
        each(link, session, (line, letter) -> letters.add(letter));
        return letters;
    }

    /** @param sink takes each line as its bytes, and as the letter that it is */
    static void each(RedisLink link, String session, BiConsumer<byte[], DeadLetter> sink) {
        String list = Keys.dead(session);
        for (long seen = 0; ; seen += PAGE) {
            String from = Long.toString(seen);
            String to = Long.toString(seen + PAGE - 1);
            List<?> lines = Replies.list(link.call(Protocol.Command.LRANGE, list, from, to));
            if (lines.isEmpty()) {
                return;
            }
            List<byte[]> bytes = lines.stream().map(Replies::bytes).toList();
            List<DeadLetter> letters = read(link, session, bytes);
            for (int i = 0; i < bytes.size(); i++) {
                sink.accept(bytes.get(i), letters.get(i));
            }
        }
    }

    /** Lines of a session's dead letters, with what stands beside them. */
    static List<DeadLetter> read(RedisLink link, String session, List<byte[]> lines) {
        List<String> question = new ArrayList<>(List.of(Keys.reasons(session)));
        lines.forEach(line -> question.add(Script.sha1(line)));
        List<String> notes = Replies.texts(link.call(Protocol.Command.HMGET, question.toArray()));
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            letters.add(letter(Replies.text(lines.get(i)), notes.get(i)));
        }
        return letters;
    }

    private static DeadLetter letter(String line, String note) {
        try {
            Fields f = Fields.of(Json.parse(note.isEmpty() ? "{}" : note), "reason");
            return new DeadLetter(
                    line,
                    f.text("queue", ""),
                    f.text("reason", ""),
                    f.text("worker", ""),
                    f.text("log", ""),
                    new BigDecimal(f.text("at", "0")).doubleValue(),
                    Saved.Attempts.read(f.objects("history")));
        } catch (MalformedJson e) {
            return new DeadLetter(line, "", note, "", "", 0, List.of());
        }
    }
}
