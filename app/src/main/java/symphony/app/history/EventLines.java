package symphony.app.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import symphony.core.json.Json;

/** Events as scripts and spreadsheets read them. */
public final class EventLines {
    private static final String[] COLUMNS = {
        "started", "ended", "seconds", "kind", "session_name", "role", "who", "host", "what", "result"
    };

    private EventLines() {}

    public static void csv(List<Event> events, Appendable out) throws IOException {
        out.append(CSVFormat.DEFAULT.format((Object[]) COLUMNS)).append('\n');
        for (Event e : events) {
            out.append(CSVFormat.DEFAULT.format(
                            e.started().truncatedTo(ChronoUnit.MILLIS),
                            e.ended().truncatedTo(ChronoUnit.MILLIS),
                            String.format(Locale.ROOT, "%.3f", e.took().toMillis() / 1000.0),
                            e.kind(),
                            e.session(),
                            e.role(),
                            e.who(),
                            e.host(),
                            e.what(),
                            e.result()))
                    .append('\n');
        }
    }

    /** One line. */
    public static String json(List<Event> events) {
        ObjectNode json = Json.object();
        var list = json.putArray("events");
        for (Event e : events) {
            list.addObject()
                    .put("started", e.started().truncatedTo(ChronoUnit.MILLIS).toString())
                    .put("ended", e.ended().truncatedTo(ChronoUnit.MILLIS).toString())
                    .put("seconds", e.took().toMillis() / 1000.0)
                    .put("kind", e.kind().toString())
                    .put("session_name", e.session())
                    .put("role", e.role())
                    .put("who", e.who())
                    .put("host", e.host())
                    .put("what", e.what())
                    .put("result", e.result());
        }
        return Json.line(json);
    }
}
