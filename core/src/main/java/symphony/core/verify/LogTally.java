package symphony.core.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.MalformedFile;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Scan;
import symphony.core.store.StoredObject;

/** Reads the logs of a scan whole. What several of them share is one finding. */
final class LogTally {
    private static final List<String> COLUMNS = List.of("frame_number", "timestamp", "latitude", "longitude");
    private static final double NEAR_METRES = 300;
    private static final double MOST_WITHOUT_FIX = 0.2;
    private static final double HALF_DAY_AND_ZONE_SECONDS = 36 * 3600.0;
    private static final Pattern LINE = Pattern.compile(":([0-9]+): ?(.*)", Pattern.DOTALL);

    /** What several logs of a scan may have in common. */
    private enum Cause {
        EMPTY(FindingCode.LOG_EMPTY, " without a frame", "copy the log from the vehicle again"),
        NO_GPS(
                FindingCode.LOG_NO_GPS,
                " without any GPS position",
                "fill latitude and longitude from the receiver's own track"),
        GPS_GAPS(
                FindingCode.LOG_GPS_GAPS,
                " without a position",
                "check the receiver; rows driven without a position are guessed"),
        NOT_AT_BLOCK(
                FindingCode.LOG_NOT_AT_BLOCK,
                " nowhere near the block: the nearest position is ",
                "check that scan and geometry are of this block, and longitude before latitude"),
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

    private final Scan scan;
    private final Optional<BlockExtent> extent;
    private final boolean compareArchives;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Cause, Counted> shared = new LinkedHashMap<>();
    private final Set<ArchiveName> strangers = new TreeSet<>();
    private double nearest = Double.POSITIVE_INFINITY;

    /** @param compareArchives false where archives have wrong names: what logs name cannot be found then */
    LogTally(Scan scan, Optional<BlockExtent> extent, boolean compareArchives) {
        this.scan = scan;
        this.extent = extent;
        this.compareArchives = compareArchives;
    }

    /** Reads one log, and tells the archives that it names and that are not there. */
    Set<ArchiveName> read(StorageView storage, StoredObject log, Set<ArchiveName> present) throws IOException {
        String name = log.key().substring(log.key().lastIndexOf('/') + 1);
        if (!header(storage, log, name)) {
            return Set.of();
        }
        CameraLog frames;
        try (Reader reader = storage.text(log.key())) {
            frames = CameraLog.parse(reader, log.key());
        } catch (MalformedFile e) {
            malformed(log.key(), String.valueOf(e.getMessage()));
            return Set.of();
        }
        if (frames.frames().isEmpty()) {
            share(Cause.EMPTY, name);
            return Set.of();
        }
        positions(frames, name);
        times(frames, name);
        return compareArchives && frames.hasFileNames() ? archives(frames, log.key(), present) : Set.of();
    }

    private boolean header(StorageView storage, StoredObject log, String name) throws IOException {
        String line;
        try (BufferedReader reader = new BufferedReader(storage.text(log.key()))) {
            char[] start = new char[4096];
            int n = reader.read(start);
            line = n <= 0 ? "" : new String(start, 0, n).lines().findFirst().orElse("");
        }
        if (line.isBlank()) {
            share(Cause.EMPTY, name);
            return false;
        }
        List<String> columns = Arrays.stream(line.split(","))
                .map(c -> c.strip().replace("\"", ""))
                .toList();
        List<String> lacking =
                COLUMNS.stream().filter(c -> !columns.contains(c)).toList();
        if (!lacking.isEmpty()) {
            findings.add(FindingCode.LOG_COLUMNS.at(
                    new Place(log.key(), 1, 0),
                    "the log has no column " + String.join(", ", lacking),
                    "its first line must name frame_number, timestamp, latitude and longitude"));
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

    private void positions(CameraLog log, String name) {
        long without = log.frames().stream().filter(f -> !f.hasFix()).count();
        if (without == log.frames().size()) {
            share(Cause.NO_GPS, name);
            return;
        }
        if (without > MOST_WITHOUT_FIX * log.frames().size()) {
            share(Cause.GPS_GAPS, name + ": " + without + " of " + log.frames().size() + " frames");
        }
        if (extent.isPresent()) {
            double metres = log.frames().stream()
                    .filter(CameraLog.Frame::hasFix)
                    .mapToDouble(f -> extent.get().metresTo(new GeoPoint(f.longitude(), f.latitude())))
                    .min()
                    .orElse(0);
            if (metres > NEAR_METRES) {
                nearest = Math.min(nearest, metres);
                share(Cause.NOT_AT_BLOCK, name);
            }
        }
    }

    private void times(CameraLog log, String name) {
        int backwards = 0;
        double before = Double.NEGATIVE_INFINITY;
        for (CameraLog.Frame frame : log.frames()) {
            backwards += frame.timestamp() < before ? 1 : 0;
            before = frame.timestamp();
        }
        if (backwards > 0) {
            share(Cause.TIME_BACKWARDS, name + ": " + backwards + " times");
        }
        Optional<Double> start = scanStart();
        double first = log.frames().get(0).timestamp();
        if (start.isPresent() && Math.abs(first - start.get()) > HALF_DAY_AND_ZONE_SECONDS) {
            share(Cause.TIME_NOT_OF_SCAN, name);
        }
    }

    private Set<ArchiveName> archives(CameraLog log, String key, Set<ArchiveName> present) {
        NavigableSet<ArchiveName> named = new TreeSet<>();
        log.frames().forEach(f -> f.archive().ifPresent(named::add));
        NavigableSet<ArchiveName> absent = new TreeSet<>(named);
        absent.removeAll(present);
        Counted gone = Counted.of(absent);
        if (gone.any()) {
            findings.add(FindingCode.LOG_NAMES_ABSENT_ARCHIVE.at(
                    Place.of(key),
                    "the log names " + gone.of("archive", "archives") + " not in storage",
                    "upload what is missing; if it is lost, remove its frames from the log"));
        }
        NavigableSet<ArchiveName> unnamed = new TreeSet<>(present);
        unnamed.removeAll(named);
        Counted unused = Counted.of(unnamed);
        if (unused.any() && !named.isEmpty()) {
            strangers.addAll(unnamed);
            findings.add(FindingCode.ARCHIVE_NOT_IN_LOG.at(
                    Place.of(key),
                    unused.of("archive", "archives") + " in storage without a frame in the log",
                    "copy the whole log from the vehicle, or move the archive away if it is of another outing"));
        }
        return absent;
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

    /** The archives that no log names: of these it was told, and they say nothing of when the scan was. */
    Set<ArchiveName> strangers() {
        return strangers;
    }

    private void share(Cause cause, String log) {
        shared.computeIfAbsent(cause, c -> new Counted()).add(log);
    }

    List<Finding> findings(String prefix) {
        List<Finding> all = new ArrayList<>(findings);
        shared.forEach((cause, logs) -> {
            String distance = cause == Cause.NOT_AT_BLOCK ? Math.round(nearest) + " m away" : "";
            all.add(cause.code.at(Place.of(prefix), logs.of("log", "logs") + cause.message + distance, cause.remedy));
        });
        return all;
    }
}
