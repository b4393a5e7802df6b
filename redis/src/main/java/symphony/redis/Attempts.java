package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Attempt;
import symphony.core.queue.Failure;
import symphony.core.queue.Saved;

/** What stands under {@code symphony:tried}: how many workers died over a line, and its attempts, one JSON object a line. */
final class Attempts {
    /** A reason may hold the end of a program's log; more than this of it helps nobody. */
    private static final int MOST_CHARS = 2_000;

    record Tried(int deaths, List<Attempt> attempts) {}

    private Attempts() {}

    /** An attempt that failed, without its time, which Redis adds. */
    static String note(String worker, Failure failure) {
        String reason = failure.reason();
        return Json.line(Json.object()
                .put("worker", worker)
                .put("reason", reason.length() > MOST_CHARS ? reason.substring(0, MOST_CHARS) + "…" : reason)
                .put("log", failure.log()));
    }

    static Tried read(String noted) {
        if (noted.isEmpty()) {
            return new Tried(0, List.of());
        }
        int blank = noted.indexOf(' ');
        try {
            List<Fields> objects = new ArrayList<>();
            noted.substring(blank + 1)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> objects.add(Fields.of(Json.parse(line), "attempt")));
            return new Tried(Integer.parseInt(noted.substring(0, blank)), Saved.Attempts.read(objects));
        } catch (MalformedJson | NumberFormatException | IndexOutOfBoundsException e) {
            return new Tried(0, List.of()); // written by hand, or by a newer version
        }
    }

    static String toText(List<Attempt> attempts) {
        return attempts.stream()
                .map(attempt -> Json.line(Saved.Attempts.toJson(attempt)))
                .collect(Collectors.joining("\n"));
    }
}
