package symphony.app.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import symphony.core.json.Json;

/** Events as scripts and spreadsheets read them. */
public final class EventLines {
    private static final String[] COLUMNS = {
        "started", "ended", "seconds", "kind", "session_name", "role", "who", "host", "what", "result"
    };

    private EventLines() {}

    public static void csv(Events events, PrintStream out) throws IOException {
        out.append(CSVFormat.DEFAULT.format((Object[]) COLUMNS)).append('\n');
        events.forEach(e -> out.append(CSVFormat.DEFAULT.format(
                        e.started().truncatedTo(ChronoUnit.MILLIS),
                        e.ended().truncatedTo(ChronoUnit.MILLIS),
                        String.format(Locale.ROOT, "%.3f", e.took().toMillis() / 1000.0),
                        e.kind(),
                        e.session(),
                        e.role(),
                        e.who(),
                        e.host(),
                        e.what(),
                        e.outcome()))
                .append('\n'));
    }

    /** One line, written as it is made. */
    public static void json(Events events, PrintStream out) throws IOException {
        out.print("{\"events\":[");
        String[] between = {""};
        events.forEach(e -> {
            out.print(between[0] + Json.line(json(e)));
            between[0] = ",";
        });
        out.println("]}");
    }

    private static ObjectNode json(Event e) {
        return Json.object()
                .put("started", e.started().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("ended", e.ended().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("seconds", e.took().toMillis() / 1000.0)
                .put("kind", e.kind().toString())
                .put("session_name", e.session())
                .put("role", e.role())
                .put("who", e.who())
                .put("host", e.host())
                .put("what", e.what())
                .put("result", e.outcome());
    }
}
