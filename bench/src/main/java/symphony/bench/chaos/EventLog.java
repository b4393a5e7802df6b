package symphony.bench.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import symphony.core.json.Json;

/** What was done to a run, as JSON lines; enough to do it again. */
final class EventLog implements AutoCloseable {
    private final BufferedWriter out;
    private final long begun = System.nanoTime();

    EventLog(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    void begin(Schedule.Setting s) {
        write(event("begin")
                .put("seed", s.seed())
                .put("tasks", s.tasks())
                .put("kills", s.kills())
                .put("workers", s.workers())
                .put("slots", s.slots())
                .put("lease_ms", s.leaseMillis()));
    }

    /** @param of what was hit, in words */
    void fault(Schedule.Planned planned, String of) {
        write(event("fault")
                .put("fault", planned.fault().name())
                .put("after", planned.after())
                .put("target", planned.target())
                .put("leases", planned.leases())
                .put("of", of));
    }

    void note(String event, String words) {
        write(event(event).put("words", words));
    }

    private ObjectNode event(String name) {
        return Json.object().put("ms", (System.nanoTime() - begun) / 1_000_000).put("event", name);
    }

    private synchronized void write(ObjectNode event) {
        try {
            out.write(Json.line(event));
            out.newLine();
            out.flush(); // what is read after a crash is worth more than the time
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
