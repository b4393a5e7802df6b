package symphony.core.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;

/**
 * What a session's storage holds of the artifacts its row video map asks for, as page listings show it: no object is
 * opened or asked for by itself.
 */
public final class Inventory {
    private final RowVideoMap map;
    private final Map<PartName, Integer> index;
    private final Artifacts frames;
    private final Artifacts detections;
    private final Artifacts processed;
    private final List<String> leftovers = new ArrayList<>();
    private final Map<String, StoredObject> wholeSession = new HashMap<>();
    private final Map<String, RecordName> wholeSessionRecords = new HashMap<>();

    private Inventory(RowVideoMap map) {
        this.map = map;
        this.index = new HashMap<>(map.size() * 2);
        for (int i = 0; i < map.size(); i++) {
            index.put(map.parts().get(i).name(), i);
        }
        frames = new Artifacts(map.size());
        detections = new Artifacts(map.size());
        processed = new Artifacts(map.size());
    }

    /**
     * Lists the session's folders.
     *
     * @throws IOException where a listing fails; half a listing is never taken for a whole one
     */
    public static Inventory read(ArtifactStore store, SessionRoot root, RowVideoMap map) throws IOException {
        Inventory inventory = new Inventory(map);
        for (String folder : root.artifactFolders()) {
            store.list(folder, o -> inventory.take(root, o));
        }
        store.list(root.records(), o -> inventory.take(root, o));
        store.find(root.summary()).ifPresent(o -> inventory.take(root, o));
        store.find(root.rvm()).ifPresent(o -> inventory.take(root, o));
        return inventory;
    }

    /** The same from a listing of the whole root that is at hand. */
    public static Inventory of(SessionRoot root, RowVideoMap map, Iterable<StoredObject> listing) {
        Inventory inventory = new Inventory(map);
        listing.forEach(o -> inventory.take(root, o));
        return inventory;
    }

    public RowVideoMap map() {
        return map;
    }

    /** What there is of a part's artifact made by preproc, detection or process. */
    public Holding holding(Role role, int part) {
        return of(role).holding(part);
    }

    /** Keys in the artifact folders that no line of the map explains, relative to the session root; ordered. */
    public List<String> leftovers() {
        return leftovers.stream().sorted().toList();
    }

    /** What there is of {@code rvm.csv} or {@code summary.json}; whole as far as size and record tell. */
    public Holding wholeSession(String name) {
        StoredObject object = wholeSession.get(name);
        if (object == null) {
            return Holding.NOTHING;
        }
        RecordName record = wholeSessionRecords.get(name + "~" + object.size());
        if (record != null) {
            return new Holding(Holding.State.WHOLE, record.run());
        }
        boolean otherRecords = wholeSessionRecords.keySet().stream().anyMatch(k -> k.startsWith(name + "~"));
        return new Holding(otherRecords ? Holding.State.SHORT : Holding.State.WHOLE, 0);
    }

    /** The record of {@code rvm.csv} or {@code summary.json} as it lies there. */
    public Optional<RecordName> record(String name) {
        StoredObject object = wholeSession.get(name);
        return object == null
                ? Optional.empty()
                : Optional.ofNullable(wholeSessionRecords.get(name + "~" + object.size()));
    }

    /**
     * Names the process artifacts as they lie there now: what a summary was made from. Two listings that show the same
     * files, sizes and recorded checksums give the same digest.
     */
    public String processDigest() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, map.size())
                .boxed()
                .sorted(Comparator.comparing(i -> map.parts().get(i).name()))
                .forEach(i -> {
                    text.append(StorageKeys.processFile(map.parts().get(i).name()));
                    text.append('\t').append(processed.size(i));
                    processed.current(i).ifPresent(r -> text.append('\t').append(r.sha256()));
                    text.append('\n');
                });
        return Checksum.of(text.toString().getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private Artifacts of(Role role) {
        return switch (role) {
            case PREPROC -> frames;
            case DETECTION -> detections;
            case PROCESS -> processed;
            case RVM, POSTPROCESS -> throw new IllegalArgumentException(role + " makes nothing of a part");
        };
    }

    private void take(SessionRoot root, StoredObject object) {
        String relative = root.relative(object.key());
        if (relative.startsWith(RecordName.FOLDER)) {
            takeRecord(relative);
        } else if (relative.indexOf('/') < 0) {
            wholeSession.put(relative, object);
        } else if (root.artifactFolders().stream().anyMatch(object.key()::startsWith)) {
            Integer part = partOf(relative).map(index::get).orElse(null);
            if (part == null) {
                leftovers.add(relative);
            } else {
                of(roleOf(relative)).found(part, object.size());
            }
        }
    }

    private void takeRecord(String relative) {
        RecordName.parse(relative).ifPresent(name -> {
            if (name.artifact().indexOf('/') < 0) {
                wholeSessionRecords.merge(
                        name.artifact() + "~" + name.size(), name, (a, b) -> a.run() >= b.run() ? a : b);
            } else {
                partOf(name.artifact()).map(index::get).ifPresent(i -> of(roleOf(name.artifact()))
                        .recorded(i, name));
            }
        });
    }

    private static Role roleOf(String relative) {
        return relative.startsWith(SessionRoot.FRAMES)
                ? Role.PREPROC
                : relative.startsWith(SessionRoot.DETECTION) ? Role.DETECTION : Role.PROCESS;
    }

    /** The part that an artifact's key names, if it lies right in its folder. */
    private static Optional<PartName> partOf(String relative) {
        int slash = relative.indexOf('/');
        if (relative.indexOf('/', slash + 1) >= 0) {
            return Optional.empty();
        }
        String folder = relative.substring(0, slash + 1);
        String file = relative.substring(slash + 1);
        return switch (folder) {
            case SessionRoot.FRAMES, SessionRoot.DETECTION -> StorageKeys.parseFramesFile(file);
            case SessionRoot.PROCESS -> StorageKeys.parseProcessFile(file);
            default -> Optional.empty();
        };
    }
}
