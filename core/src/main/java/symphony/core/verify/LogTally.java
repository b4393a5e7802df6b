package symphony.core.verify;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Scan;
import symphony.core.store.StoredObject;

/** Reads the logs of a scan. What several of them share is one finding. */
final class LogTally {
    private static final int HEAD = 4096;
    private static final int TAIL = 1024;
    /** With fewer that differ nobody can tell where the vehicle drove; what rvm asks for. */
    private static final int FEWEST_POSITIONS = 5;

    private static final double NEAR_METRES = 30;
    private static final double MOST_WITHOUT_FIX = 0.2;
    private static final double HALF_DAY_AND_ZONE_SECONDS = 36 * 3600.0;
    private static final Pattern LINE = Pattern.compile(":([0-9]+): ?(.*)", Pattern.DOTALL);

    /** What several logs of a scan may have in common. */
    private enum Cause {
        EMPTY(FindingCode.LOG_EMPTY, " without a frame", "copy the log from the vehicle again"),
        UNNAMED(
                FindingCode.LOG_FILENAMES_MISSING,
                " that does not say which archive holds each frame",
                "fill the column filename: symphony scan fix-log {scan}"),
        NO_GPS(
                FindingCode.LOG_NO_GPS,
                " without any GPS position",
                "fill latitude and longitude from the receiver's own track"),
        GPS_STUCK(
                FindingCode.LOG_GPS_STUCK,
                " whose position never changes",
                "fill latitude and longitude from the receiver's own track"),
        GPS_GAPS(
                FindingCode.LOG_GPS_GAPS,
                " without a position",
                "check the receiver; rows driven without a position are guessed"),
        FRAME_TWICE(
                FindingCode.LOG_FRAME_TWICE,
                " that names frames more than once",
                "copy the log from the vehicle again; a frame's number is its file in the archive"),
        TIME_BACKWARDS(
                FindingCode.LOG_TIME_BACKWARDS,
                " in which time runs backwards",
                "sort the log by time if lines were mixed, else correct the clock's jumps"),
        TIME_NOT_OF_SCAN(
                FindingCode.LOG_TIME_NOT_OF_SCAN,
                " of another day than the scan's name says",
                "check the clock of the vehicle, and that times are seconds since 1970 in UTC");

        private final FindingCode code;
        private final String message;
        private final String remedy;

        Cause(FindingCode code, String message, String remedy) {
            this.code = code;
            this.message = message;
            this.remedy = remedy;
        }
    }

    private final StorageView storage;
    private final Scan scan;
    private final List<BlockExtent> extents;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Cause, Counted> shared = new EnumMap<>(Cause.class);
    /** Logs by the columns that they lack. */
    private final SortedMap<String, Counted> without = new TreeMap<>();

    private final List<Counted> notAtBlock = new ArrayList<>();
    private final double[] nearest;

    /** @param extents of the blocks that the scan is to show */
    LogTally(StorageView storage, Scan scan, List<BlockExtent> extents) {
        this.storage = storage;
        this.scan = scan;
        this.extents = extents;
        this.nearest = new double[extents.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        extents.forEach(e -> notAtBlock.add(new Counted()));
    }

    /** Looks at a log's first line and its last. */
    void quick(StoredObject log) throws IOException {
        if (head(log)) {
            String end = new String(storage.read(log.key(), -TAIL, TAIL), StandardCharsets.UTF_8).stripTrailing();
            String last = end.substring(end.lastIndexOf('\n') + 1);
            int fields = last.split(",", -1).length;
            if (fields < CameraLog.COLUMNS.size()) {
                malformed(log.key(), ": the last line is cut short, " + fields + " fields");
            }
        }
    }

    /** Reads a log whole; empty where it cannot be read, or holds no frame. */
    Optional<CameraTally> whole(StoredObject log) throws IOException {
        if (!head(log)) {
            return Optional.empty();
        }
        CameraTally tally = new CameraTally(extents);
        boolean named;
        try (Reader reader = storage.text(log.key())) {
            named = CameraLog.read(reader, log.key(), tally);
        } catch (MalformedFile e) {
            malformed(log.key(), String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (CharacterCodingException e) {
            malformed(log.key(), ": it is no text in UTF-8");
            return Optional.empty();
        }
        String name = StorageKeys.baseName(log.key());
        if (tally.frames == 0) {
            share(Cause.EMPTY, name);
            return Optional.empty();
        }
        told(tally, named, name);
        return Optional.of(tally);
    }

    private boolean head(StoredObject log) throws IOException {
        String head = new String(storage.read(log.key(), 0, HEAD), StandardCharsets.UTF_8);
        String line = head.lines().findFirst().orElse("").replace("\uFEFF", "");
        if (line.isBlank()) {
            share(Cause.EMPTY, StorageKeys.baseName(log.key()));
            return false;
        }
        List<String> columns = Arrays.stream(line.split(","))
                .map(c -> c.strip().replace("\"", ""))
                .toList();
        List<String> lacking =
                CameraLog.COLUMNS.stream().filter(c -> !columns.contains(c)).toList();
        if (!lacking.isEmpty()) {
            without.computeIfAbsent(String.join(", ", lacking), c -> new Counted())
                    .add(StorageKeys.baseName(log.key()));
        }
        return lacking.isEmpty();
    }

    private void malformed(String key, String message) {
        String rest = message.startsWith(key) ? message.substring(key.length()) : message;
        Matcher line = LINE.matcher(rest);
        boolean placed = line.matches();
        findings.add(FindingCode.LOG_MALFORMED.at(
                placed ? new Place(key, Integer.parseInt(line.group(1)), 0) : Place.of(key),
                placed ? line.group(2) : rest.replaceFirst("^: ", ""),
                "correct the line, or copy the log from the vehicle again"));
    }

    private void told(CameraTally log, boolean named, String name) {
        if (!named || log.unnamed == log.frames) {
            share(Cause.UNNAMED, name);
        } else if (log.unnamed > 0) {
            share(Cause.UNNAMED, name + ": " + log.unnamed + " of " + log.frames + " frames");
        }
        positions(log, name);
        if (log.doubled > 0) {
            share(Cause.FRAME_TWICE, name + ": " + log.doubled + " lines");
        }
        // lines that stand twice are often copied behind the others
        if (log.backwards > 0 && log.doubled == 0) {
            share(Cause.TIME_BACKWARDS, name + ": " + log.backwards + " times");
        }
        Optional<Double> start = scanStart();
        if (start.isPresent() && Math.abs(log.first - start.get()) > HALF_DAY_AND_ZONE_SECONDS) {
            share(Cause.TIME_NOT_OF_SCAN, name);
        }
    }

    private void positions(CameraTally log, String name) {
        if (log.withFix == 0) {
            share(Cause.NO_GPS, name);
            return;
        }
        for (int i = 0; i < extents.size(); i++) {
            if (log.nearest(i) > NEAR_METRES) {
                nearest[i] = Math.min(nearest[i], log.nearest(i));
                notAtBlock.get(i).add(name);
            }
        }
        long without = log.frames - log.withFix;
        if (log.moves < FEWEST_POSITIONS) {
            share(Cause.GPS_STUCK, name);
        } else if (without > MOST_WITHOUT_FIX * log.frames) {
            share(Cause.GPS_GAPS, name + ": " + without + " of " + log.frames + " frames");
        }
    }

    private Optional<Double> scanStart() {
        try {
            return Optional.of(
                    (double) LocalDateTime.parse(scan.scanId(), DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm"))
                            .toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void share(Cause cause, String log) {
        shared.computeIfAbsent(cause, c -> new Counted()).add(log);
    }

    /** What concerns the scan, whatever block it shows. */
    List<Finding> findings(String prefix) {
        List<Finding> all = new ArrayList<>(findings);
        without.forEach((lacking, logs) -> all.add(FindingCode.LOG_COLUMNS.at(
                Place.of(prefix),
                logs.of("log", "logs") + " without a column " + lacking,
                "the first line must name " + String.join(", ", CameraLog.COLUMNS))));
        String scanName = prefix.replaceFirst("/$", "");
        shared.forEach((cause, logs) -> all.add(cause.code.at(
                Place.of(prefix), logs.of("log", "logs") + cause.message, cause.remedy.replace("{scan}", scanName))));
        return all;
    }

    /** Whether the scan was anywhere near a block. */
    Optional<Finding> notAt(int extent, String block, String prefix) {
        Counted logs = notAtBlock.get(extent);
        return logs.any()
                ? Optional.of(FindingCode.LOG_NOT_AT_BLOCK.at(
                        Place.of(prefix),
                        logs.of("log", "logs") + " nowhere near block " + block + ": the nearest position is "
                                + Math.round(nearest[extent]) + " m away",
                        "check that scan and geometry are of this block, and longitude before latitude"))
                : Optional.empty();
    }
}
