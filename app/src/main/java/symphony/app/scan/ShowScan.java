package symphony.app.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import symphony.app.Surroundings;
import symphony.app.terminal.GroundMap;
import symphony.core.artifact.CameraLog;
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.registry.Registry;
import symphony.core.registry.RegistryJson;
import symphony.core.registry.Scan;
import symphony.core.scan.FilmedMinutes;
import symphony.core.scan.GpsQuality;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;

/** One scan: minutes there and missing, frames, quality of the positions, and the track over the rows. */
public final class ShowScan {
    private static final int MOST_NAMED = 12;

    private final Surroundings around;
    private final FindScans scans;
    private final Registry registry;
    private final ScanLogs reader;

    public ShowScan(Surroundings around, FindScans scans, ArtifactStore store, Registry registry) {
        this.around = around;
        this.scans = scans;
        this.registry = registry;
        this.reader = new ScanLogs(store);
    }

    public List<String> text(FindScans.Known known) throws IOException {
        StoredScan stored = scans.read(known);
        List<String> problems = new ArrayList<>();
        SortedMap<String, CameraLog> logs = reader.read(stored, problems);
        List<String> lines = new ArrayList<>();
        lines.add("scan " + known.scanId() + " of client " + known.clientId() + ", " + ListScans.size(stored.size())
                + ", " + known.registered().map(ShowScan::registered).orElse("not registered"));
        FilmedMinutes minutes = stored.minutes();
        if (!minutes.all().isEmpty()) {
            lines.add("filmed " + FilmedMinutes.text(minutes.all().get(0)) + " to "
                    + FilmedMinutes.text(minutes.all().get(minutes.all().size() - 1)) + " UTC, "
                    + minutes.all().size() + " minutes");
        }
        for (String camera : stored.cameras()) {
            lines.add("camera " + camera + ": " + camera(stored, camera, minutes));
            CameraLog log = logs.get(camera);
            if (log != null) {
                lines.add("  " + positions(GpsQuality.of(log)));
            }
        }
        if (!stored.others().isEmpty()) {
            int renamed = stored.others().size() - stored.unrenamed().size();
            lines.add(stored.others().size() + " other files, " + renamed
                    + " of them with their new name beside; symphony scan rename knows more");
        }
        problems.forEach(p -> lines.add("problem: " + p));
        List<String> map = new GroundMap(around).of(block(known), ScanLogs.track(logs));
        if (!map.isEmpty()) {
            lines.add("");
            lines.addAll(map);
        }
        return lines;
    }

    private static String registered(Scan scan) {
        return "registered for " + scan.farm() + " " + String.join(", ", scan.blocks());
    }

    private static String camera(StoredScan stored, String camera, FilmedMinutes minutes) {
        List<Integer> missing = minutes.missing(camera);
        StringBuilder text = new StringBuilder();
        text.append(stored.archivesOf(camera).size()).append(" archives");
        if (missing.isEmpty()) {
            text.append(", no minute missing");
        } else {
            text.append(", missing ");
            text.append(String.join(
                    ", ",
                    missing.stream().limit(MOST_NAMED).map(FilmedMinutes::text).toList()));
            text.append(missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "");
        }
        return text.append(stored.logs().containsKey(camera) ? "" : ", no log").toString();
    }

    private static String positions(GpsQuality q) {
        return String.format(
                Locale.ROOT,
                "%d frames; positions %s: %d with one, %d different, %.1f a second, longest gap %.1f s, %.0f m",
                q.frames(),
                q.word(),
                q.withFix(),
                q.distinct(),
                q.perSecond(),
                q.longestGap(),
                q.metres());
    }

    public ObjectNode json(FindScans.Known known) throws IOException {
        StoredScan stored = scans.read(known);
        List<String> problems = new ArrayList<>();
        SortedMap<String, CameraLog> logs = reader.read(stored, problems);
        ObjectNode out = Json.object();
        out.put("clientid", known.clientId()).put("scanid", known.scanId()).put("bytes", stored.size());
        known.registered().ifPresent(s -> out.set("registered", RegistryJson.write(s)));
        FilmedMinutes minutes = stored.minutes();
        out.set(
                "minutes",
                Json.array(minutes.all().stream().map(FilmedMinutes::text).toList()));
        var cameras = out.putArray("cameras");
        for (String camera : stored.cameras()) {
            ObjectNode c = cameras.addObject();
            c.put("camera", camera).put("archives", stored.archivesOf(camera).size());
            c.put("log", stored.logs().containsKey(camera));
            c.set(
                    "missing",
                    Json.array(minutes.missing(camera).stream()
                            .map(FilmedMinutes::text)
                            .toList()));
            CameraLog log = logs.get(camera);
            if (log != null) {
                GpsQuality q = GpsQuality.of(log);
                c.put("frames", q.frames());
                c.putObject("gps")
                        .put("quality", q.word())
                        .put("with_fix", q.withFix())
                        .put("distinct", q.distinct())
                        .put("per_second", q.perSecond())
                        .put("longest_gap_s", q.longestGap())
                        .put("metres", q.metres());
            }
        }
        out.set(
                "other_files",
                Json.array(stored.others().stream().map(o -> o.key()).toList()));
        out.set("problems", Json.array(problems));
        return out;
    }

    /** The first of its blocks, with its rows. */
    private Optional<Block> block(FindScans.Known known) {
        Optional<Scan> scan = known.registered().filter(s -> !s.blocks().isEmpty());
        if (scan.isEmpty()) {
            return Optional.empty();
        }
        return registry.outline().stream()
                .filter(c -> c.id().equals(known.clientId()))
                .flatMap(c -> c.farms().stream())
                .filter(f -> f.name().equals(scan.get().farm()))
                .flatMap(f -> f.blocks().stream())
                .filter(b -> b.name().equals(scan.get().blocks().get(0)))
                .findFirst()
                .flatMap(b -> registry.block(b.id()));
    }
}
