package symphony.core.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.PartFinder;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RecordReader;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.pipeline.Provenance;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;

/**
 * What a session's storage holds of the artifacts its row video map asks for, as page listings show it: no object is
 * opened or asked for by itself.
 */
public final class Inventory {
    /** A summary's record names up to so many inputs one by one, a few megabytes: it is read at every plan. */
    public static final int MOST_NAMED = 10_000;

    private final RowVideoMap map;
    private final Map<Role, Artifacts> artifacts = new EnumMap<>(Role.class);
    private final Leftovers leftovers = new Leftovers();
    private final Map<String, StoredObject> wholeSession = new HashMap<>();
    /** By name and size those of the newest run: a summary may have been made again of the same size. */
    private final Map<String, SortedMap<String, RecordName>> wholeSessionRecords = new HashMap<>();

    private final Set<String> broken = new HashSet<>();

    Inventory(RowVideoMap map, boolean sums) {
        this.map = map;
        for (Role role : SessionListing.FOLDERS.keySet()) {
            artifacts.put(role, new Artifacts(map.size(), sums || role == Role.PROCESS));
        }
    }

    /**
     * Lists the session's folders.
     *
     * @throws IOException where a listing fails; half a listing is never taken for a whole one
     */
    public static Inventory read(ArtifactStore store, SessionRoot root, RowVideoMap map) throws IOException {
        Inventory inventory = new Inventory(map, false);
        new SessionListing(store, root).into(inventory);
        return inventory;
    }

    /** The same, with the recorded checksums of all artifacts. */
    public static Inventory withChecksums(ArtifactStore store, SessionRoot root, RowVideoMap map) throws IOException {
        Inventory inventory = new Inventory(map, true);
        new SessionListing(store, root).into(inventory);
        return inventory;
    }

    /** The same from a listing of the whole root that is at hand. */
    public static Inventory of(SessionRoot root, RowVideoMap map, Iterable<StoredObject> listing) {
        Inventory inventory = new Inventory(map, true);
        Inventory.Sink sink = inventory.sink(root);
        listing.forEach(o -> sink.object(o.key(), o.size(), o.version()));
        listing.forEach(o -> sink.record(o.key()));
        return inventory;
    }

    public RowVideoMap map() {
        return map;
    }

    /** What there is of a part's artifact made by preproc, detection or process. */
    public Holding holding(Role role, int part) {
        return new Holding(state(role, part), of(role).run(part));
    }

    /** Keys in the artifact folders that no line of the map explains. */
    Leftovers leftovers() {
        return leftovers;
    }

    /** What there is of {@code rvm.csv} or {@code summary.json}; whole as far as size and record tell. */
    public Holding wholeSession(String name) {
        StoredObject object = wholeSession.get(name);
        if (object == null) {
            return Holding.NOTHING;
        }
        List<RecordName> records = records(name);
        if (!records.isEmpty()) {
            Holding.State state = broken.contains(name) ? Holding.State.BROKEN : Holding.State.WHOLE;
            return new Holding(state, records.get(0).run());
        }
        boolean otherRecords = wholeSessionRecords.keySet().stream().anyMatch(k -> k.startsWith(name + "~"));
        return new Holding(otherRecords ? Holding.State.SHORT : Holding.State.WHOLE, 0);
    }

    /** The records of {@code rvm.csv} or {@code summary.json} that may tell of it as it lies there, ordered. */
    public List<RecordName> records(String name) {
        StoredObject object = wholeSession.get(name);
        return object == null
                ? List.of()
                : List.copyOf(wholeSessionRecords
                        .getOrDefault(name + "~" + object.size(), new TreeMap<>())
                        .values());
    }

    /**
     * Names the process artifacts as they lie there now: what a summary was made from. Two listings that show the same
     * files, sizes and recorded checksums give the same digest.
     */
    public String processDigest() {
        return processDigest(List.of());
    }

    /**
     * The same where some of them were read: what has no record, or has none yet, counts by the checksum it was read with. So
     * a record that comes late changes nothing.
     *
     * @param read with names relative to the session root; others than process artifacts are passed over
     */
    public String processDigest(Collection<Provenance.Source> read) {
        Map<String, Checksum> sums = new HashMap<>();
        read.forEach(source -> sums.put(source.name(), source.checksum()));
        Artifacts processed = of(Role.PROCESS);
        Checksum.Summing digest = new Checksum.Summing();
        StringBuilder line = new StringBuilder();
        for (int part : map.ordered()) {
            line.setLength(0);
            String file = StorageKeys.processFile(map.name(part));
            line.append(file).append('\t').append(processed.size(part));
            List<String> recorded = processed.sums(part);
            Checksum sum = sums.get(SessionListing.folder(Role.PROCESS) + file);
            if (recorded.isEmpty() && sum != null && sum.size() == processed.size(part)) {
                line.append('\t').append(sum.sha256());
            }
            recorded.forEach(each -> line.append('\t').append(each));
            line.append('\n');
            digest.write(line.toString().getBytes(StandardCharsets.UTF_8));
        }
        return digest.checksum().sha256();
    }

    /**
     * What a summary's record names of all that its program was given: everything, or of more than {@link #MOST_NAMED} what
     * {@link #processDigest(Collection)} does not cover by records.
     *
     * @param read with names relative to the session root
     */
    public List<Provenance.Source> named(List<Provenance.Source> read) {
        if (read.size() <= MOST_NAMED) {
            return read;
        }
        Artifacts processed = of(Role.PROCESS);
        PartFinder finder = map.finder();
        String folder = SessionListing.folder(Role.PROCESS);
        return read.stream()
                .filter(source -> {
                    String name = source.name();
                    int part = name.startsWith(folder) ? finder.processFile(name, folder.length(), name.length()) : -1;
                    return part < 0 || !processed.isRecorded(part);
                })
                .toList();
    }

    /** Whether the process artifacts that lie there are those that a summary was made from. */
    public boolean isSummarisedBy(Provenance summary) {
        return summary.processDigest().equals(processDigest(summary.inputs()))
                || summary.processDigest().equals(processDigest()); // as older versions noted what had no record
    }

    /** It was read, and its bytes are others than its record says. */
    void brokenWholeSession(String name) {
        broken.add(name);
    }

    Holding.State state(Role role, int part) {
        return of(role).state(part);
    }

    boolean serves(Role role, int part, int run) {
        Artifacts of = of(role);
        return of.run(part) >= run && of.state(part) == Holding.State.WHOLE;
    }

    Artifacts of(Role role) {
        Artifacts of = artifacts.get(role);
        if (of == null) {
            throw new IllegalArgumentException(role + " makes nothing of a part");
        }
        return of;
    }

    /** Takes in what a listing tells. Two sinks may be told of different folders at the same time. */
    Sink sink(SessionRoot root) {
        return new Sink(root);
    }

    /** One thread's way in. */
    final class Sink {
        private final SessionRoot root;
        private final int below;
        private final PartFinder finder = map.finder();
        private final RecordReader record = new RecordReader();

        private Sink(SessionRoot root) {
            this.root = root;
            this.below = root.prefix().length();
        }

        /** Whatever lies below the root. */
        void object(String key, long size, String version) {
            if (key.indexOf('/', below) < 0) {
                wholeSession.put(key.substring(below), new StoredObject(key, size, version));
                return;
            }
            for (Map.Entry<Role, String> e : SessionListing.FOLDERS.entrySet()) {
                if (key.startsWith(e.getValue(), below)) {
                    artifact(e.getKey(), key, size);
                }
            }
        }

        void artifact(Role role, String key, long size) {
            int part = part(role, key, below, key.length());
            if (part < 0) {
                leftovers.add(root.relative(key));
            } else {
                of(role).found(part, size);
            }
        }

        /** A record of whatever; what is none is passed over. */
        void record(String key) {
            int from = below + RecordName.FOLDER.length();
            if (!key.startsWith(RecordName.FOLDER, below) || !record.read(key, from)) {
                return;
            }
            if (key.lastIndexOf('/', record.artifactEnd()) < from) {
                RecordName name = record.name();
                takeWholeSession(name);
                return;
            }
            for (Map.Entry<Role, String> e : SessionListing.FOLDERS.entrySet()) {
                if (key.startsWith(e.getValue(), from)) {
                    int part = part(e.getKey(), key, from, record.artifactEnd());
                    if (part >= 0) {
                        of(e.getKey()).recorded(part, record);
                    }
                }
            }
        }

        private int part(Role role, String key, int from, int to) {
            int name = from + SessionListing.folder(role).length();
            return role == Role.PROCESS ? finder.processFile(key, name, to) : finder.framesFile(key, name, to);
        }
    }

    private void takeWholeSession(RecordName name) {
        SortedMap<String, RecordName> of =
                wholeSessionRecords.computeIfAbsent(name.artifact() + "~" + name.size(), n -> new TreeMap<>());
        int newest = of.isEmpty() ? 0 : of.values().iterator().next().run();
        if (name.run() > newest) {
            of.clear();
        }
        if (name.run() >= newest) {
            of.put(name.relativeKey(), name);
        }
    }

    List<RecordName> recipeExamples(Role role) {
        Recipes recipes = of(role).recipes();
        return IntStream.rangeClosed(1, recipes.count())
                .mapToObj(recipes::example)
                .toList();
    }
}
