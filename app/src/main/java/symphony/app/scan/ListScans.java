package symphony.app.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import symphony.app.Table;
import symphony.core.json.Json;
import symphony.core.registry.Scan;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;

/** All scans in a table: what lies in storage of each, and what the registry says. */
public final class ListScans {
    private final FindScans scans;
    private final ScanLogs logs;

    public ListScans(FindScans scans, ArtifactStore store) {
        this.scans = scans;
        this.logs = new ScanLogs(store);
    }

    /**
     * @param minutes from the first archive to the last
     * @param frames of all cameras; empty where the logs do not tell it
     * @param oldNames files that have no name of this version, and no record of one
     */
    public record Line(FindScans.Known scan, int cameras, int minutes, OptionalLong frames, long size, int oldNames) {
        String state() {
            return !scan.inStorage() ? "not in storage" : scan.registered().isPresent() ? "registered" : "new";
        }

        String blocks() {
            return scan.registered()
                    .map(Scan::blocks)
                    .map(b -> String.join(", ", b))
                    .orElse("-");
        }
    }

    public List<Line> lines(String beginning) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (FindScans.Known known : scans.all(beginning)) {
            StoredScan stored = scans.read(known);
            long frames = 0;
            boolean told = !stored.logs().isEmpty();
            for (StoredObject log : stored.logs().values()) {
                OptionalLong own = logs.frames(log);
                told &= own.isPresent();
                frames += own.orElse(0);
            }
            lines.add(new Line(
                    known,
                    stored.cameras().size(),
                    stored.minutes().all().size(),
                    told ? OptionalLong.of(frames) : OptionalLong.empty(),
                    stored.size(),
                    stored.unrenamed().size()));
        }
        return lines;
    }

    public static List<String> table(List<Line> lines) {
        Table table =
                new Table("CLIENT", "SCAN", "STATE", "BLOCK", "CAMERAS", "MINUTES", "FRAMES", "SIZE", "OTHER FILES");
        for (Line l : lines) {
            table.add(
                    l.scan().clientId(),
                    l.scan().scanId(),
                    l.state(),
                    l.blocks(),
                    l.cameras(),
                    l.minutes(),
                    l.frames().isPresent() ? l.frames().getAsLong() : "-",
                    size(l.size()),
                    l.oldNames());
        }
        return table.lines();
    }

    public static ObjectNode json(List<Line> lines) {
        ObjectNode out = Json.object();
        ArrayNode array = out.putArray("scans");
        for (Line l : lines) {
            ObjectNode o = array.addObject();
            o.put("clientid", l.scan().clientId()).put("scanid", l.scan().scanId());
            o.put("in_storage", l.scan().inStorage())
                    .put("registered", l.scan().registered().isPresent());
            o.set("blocks", Json.array(l.scan().registered().map(Scan::blocks).orElse(List.of())));
            o.put("cameras", l.cameras()).put("minutes", l.minutes());
            if (l.frames().isPresent()) {
                o.put("frames", l.frames().getAsLong());
            } else {
                o.putNull("frames");
            }
            o.put("bytes", l.size()).put("other_files", l.oldNames());
        }
        return out;
    }

    static String size(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
