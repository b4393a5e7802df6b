package symphony.core.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.ArchiveName;
import symphony.core.store.StoredObject;

/** The archives of a scan: whether each can be read, and holds the frames that its log names. */
final class ArchiveLooks {
    private static final String AGAIN =
            "upload it again; if the vehicle's copy is no better, remove it and take its minute as lost";
    /** An archive of so much less a frame than its camera's others is counted, not suspected in public. */
    private static final double SUSPICIOUS_SHARE = 0.9;
    /** So many large archives of a scan are counted at most, unless all of them are asked for. */
    private static final int MOST_COUNTED = 4;

    private final StorageView storage;
    private final SortedMap<ArchiveName, StoredObject> archives;
    private final SortedMap<ArchiveName, ArchiveLook> looks = new TreeMap<>();
    private final Counted empty = new Counted();
    private final Counted cut = new Counted();
    private final SortedMap<String, Counted> unreadable = new TreeMap<>();
    private final Counted tooFew = new Counted();
    private final Counted unknown = new Counted();

    private ArchiveLooks(StorageView storage, SortedMap<ArchiveName, StoredObject> archives) {
        this.storage = storage;
        this.archives = archives;
    }

    /** Looks at each of them. */
    static ArchiveLooks of(Reading reading, SortedMap<ArchiveName, StoredObject> archives) throws IOException {
        ArchiveLooks all = new ArchiveLooks(reading.storage(), archives);
        List<StoredObject> filled =
                archives.values().stream().filter(o -> o.size() > 0).toList();
        List<ArchiveLook> seen = reading.together().each(filled, o -> look(reading, o));
        int next = 0;
        for (Map.Entry<ArchiveName, StoredObject> e : archives.entrySet()) {
            if (e.getValue().size() == 0) {
                all.empty.add(e.getKey().fileName());
            } else {
                all.took(e.getKey(), seen.get(next++));
            }
        }
        return all;
    }

    private static ArchiveLook look(Reading reading, StoredObject archive) throws IOException {
        ArchiveLook look = reading.depth() == Depth.DEEP && archive.size() > ArchiveLook.SMALL
                ? ArchiveLook.whole(reading.storage(), archive.key())
                : ArchiveLook.quick(reading.storage(), archive.key(), archive.size());
        reading.fileRead().run();
        return look;
    }

    private void took(ArchiveName name, ArchiveLook look) {
        looks.put(name, look);
        look.unreadable()
                .ifPresent(problem ->
                        unreadable.computeIfAbsent(problem, p -> new Counted()).add(name.fileName()));
        if (look.cut()) {
            cut.add(name.fileName());
        }
    }

    /**
     * Holds the archives of one camera against the frames that its log names.
     *
     * @param bothWays whether to tell too of frames that the log does not name; not where it lacks whole archives
     */
    void compare(SortedMap<ArchiveName, FrameNumbers> log, boolean bothWays) throws IOException {
        SortedMap<ArchiveName, FrameNumbers> suspects = new TreeMap<>();
        double usual = usualFrame(log);
        for (Map.Entry<ArchiveName, FrameNumbers> e : log.entrySet()) {
            ArchiveLook look = looks.get(e.getKey());
            if (look == null || look.cut() || look.unreadable().isPresent()) {
                continue; // told already
            }
            if (look.frames().isPresent()) {
                compare(e.getKey(), look.frames().get(), e.getValue(), bothWays);
            } else if (suspicious(look, e.getValue(), usual)) {
                suspects.put(e.getKey(), e.getValue());
            }
        }
        count(suspects, bothWays);
    }

    private void count(SortedMap<ArchiveName, FrameNumbers> suspects, boolean bothWays) throws IOException {
        int counted = 0;
        for (Map.Entry<ArchiveName, FrameNumbers> e : suspects.entrySet()) {
            StoredObject archive = archives.get(e.getKey());
            if (archive == null || counted++ == MOST_COUNTED) {
                return;
            }
            ArchiveLook whole = ArchiveLook.whole(storage, archive.key());
            took(e.getKey(), whole);
            if (whole.frames().isPresent()) {
                compare(e.getKey(), whole.frames().get(), e.getValue(), bothWays);
            }
        }
    }

    /** Only a reason to count: frames differ in size, and a tar may hold them in any order. */
    private static boolean suspicious(ArchiveLook look, FrameNumbers logged, double usual) {
        boolean strange =
                look.first().isPresent() && !logged.beginsWith(look.first().getAsLong());
        boolean small = look.unpacked() > 0 && look.unpacked() < SUSPICIOUS_SHARE * usual * logged.count();
        return strange || small;
    }

    /** The median of the bytes a frame takes, over the archives of a camera. */
    private double usualFrame(SortedMap<ArchiveName, FrameNumbers> log) {
        List<Double> bytes = new ArrayList<>();
        log.forEach((name, frames) -> {
            ArchiveLook look = looks.get(name);
            if (look != null && look.unpacked() > 0) {
                bytes.add((double) look.unpacked() / frames.count());
            }
        });
        Collections.sort(bytes);
        return bytes.isEmpty() ? 0 : bytes.get(bytes.size() / 2);
    }

    private void compare(ArchiveName name, FrameNumbers held, FrameNumbers logged, boolean bothWays) {
        FrameNumbers lacking = logged.without(held);
        FrameNumbers more = held.without(logged);
        if (lacking.count() > 0) {
            tooFew.add(name.fileName() + ": " + (logged.count() - lacking.count()) + " of " + logged.count()
                    + " frames, without " + lacking);
        } else if (bothWays && more.count() > 0) {
            unknown.add(name.fileName() + ": frame " + more);
        }
    }

    List<Finding> findings(String prefix) {
        Place place = Place.of(prefix);
        List<Finding> all = new ArrayList<>();
        told(FindingCode.ARCHIVE_EMPTY, place, empty, " of 0 bytes", AGAIN).ifPresent(all::add);
        told(FindingCode.ARCHIVE_CUT, place, cut, " cut short: the end is missing", AGAIN)
                .ifPresent(all::add);
        unreadable.forEach(
                (problem, names) -> told(FindingCode.ARCHIVE_UNREADABLE, place, names, " that " + problem, AGAIN)
                        .ifPresent(all::add));
        told(
                        FindingCode.ARCHIVE_FRAMES_MISSING,
                        place,
                        tooFew,
                        " with fewer frames than the log names",
                        "copy the archive from the vehicle again; if its frames are lost, remove their lines from the log")
                .ifPresent(all::add);
        told(
                        FindingCode.LOG_FRAMES_MISSING,
                        place,
                        unknown,
                        " with frames that the log does not name",
                        "copy the whole log from the vehicle again: without a line a frame is not used")
                .ifPresent(all::add);
        return all;
    }

    private static Optional<Finding> told(
            FindingCode code, Place place, Counted archives, String message, String remedy) {
        return archives.any()
                ? Optional.of(code.at(place, archives.of("archive", "archives") + message, remedy))
                : Optional.empty();
    }
}
