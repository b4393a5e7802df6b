package symphony.app.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.artifact.MalformedFile;
import symphony.core.registry.GeoPoint;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;

/** The logs of a scan in storage. */
final class ScanLogs {
    private static final int HEAD = 4096;
    private static final int MOST_TRACK = 2000;

    private final ArtifactStore store;

    ScanLogs(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Those that can be read, whole, by camera.
     *
     * @param problems takes what is wrong with the others, in words
     */
    SortedMap<String, CameraLog> read(StoredScan scan, List<String> problems) throws IOException {
        TreeMap<String, CameraLog> logs = new TreeMap<>();
        for (Map.Entry<String, StoredObject> e : scan.logs().entrySet()) {
            String key = e.getValue().key();
            try (Reader reader = text(key)) {
                CameraLog log = CameraLog.parse(reader, key);
                if (log.frames().isEmpty()) {
                    problems.add(key + ": no frames in this log");
                } else {
                    logs.put(e.getKey(), log);
                }
            } catch (MalformedFile malformed) {
                problems.add(String.valueOf(malformed.getMessage()));
            }
        }
        return logs;
    }

    /** The text of an object, without the mark that some editors put before UTF-8. */
    Reader text(String key) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(store.open(key), StandardCharsets.UTF_8), 1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    /** How many frames a log tells of, by the numbers in its first and its last line alone; empty where they are none. */
    OptionalLong frames(StoredObject log) throws IOException {
        String head = ascii(store.read(log.key(), 0, (int) Math.min(HEAD, log.size())));
        String tail = ascii(store.read(log.key(), -Math.min(HEAD, log.size()), HEAD));
        List<String> first = head.lines().toList();
        List<String> last = tail.lines().filter(l -> !l.isBlank()).toList();
        if (first.size() < 2 || last.isEmpty()) {
            return OptionalLong.empty();
        }
        int column = List.of(
                        first.get(0).replace("\uFEFF", "").replace("\"", "").split("\\s*,\\s*"))
                .indexOf("frame_number");
        Optional<Long> from = number(first.get(1), column);
        Optional<Long> to = number(last.get(last.size() - 1), column);
        return from.isPresent() && to.isPresent() && to.get() >= from.get()
                ? OptionalLong.of(to.get() - from.get() + 1)
                : OptionalLong.empty();
    }

    private static Optional<Long> number(String line, int column) {
        String[] fields = line.replace("\"", "").split(",", -1);
        return column >= 0 && column < fields.length && fields[column].strip().matches("[0-9]{1,18}")
                ? Optional.of(Long.valueOf(fields[column].strip()))
                : Optional.empty();
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The positions of the log that has most of them, thinned, in the order driven. */
    static List<GeoPoint> track(SortedMap<String, CameraLog> logs) {
        List<Frame> fixes = logs.values().stream()
                .map(l -> l.frames().stream().filter(Frame::hasFix).toList())
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        int step = Math.max(1, fixes.size() / MOST_TRACK);
        List<GeoPoint> track = new ArrayList<>();
        for (int i = 0; i < fixes.size(); i += step) {
            track.add(new GeoPoint(fixes.get(i).longitude(), fixes.get(i).latitude()));
        }
        return track;
    }
}
