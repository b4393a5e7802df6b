package symphony.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.VinesPerRow;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.ExpectedOutput;
import symphony.core.pipeline.Provenance;
import symphony.core.plan.Inventory;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;

/**
 * Tells whether an artifact is whole: of the size that a record of the run due, or a newer one, says; what has no record
 * is opened.
 */
final class ArtifactCheck {
    private final ArtifactStore store;

    ArtifactCheck(ArtifactStore store) {
        this.store = store;
    }

    /** @param map what a summary is measured by */
    Seen look(SessionRoot root, ExpectedOutput output, int run, Optional<RowVideoMap> map) throws IOException {
        Optional<StoredObject> object = store.find(root.key(output.relativeKey()));
        if (object.isEmpty()) {
            return new Seen(output, run, object, false);
        }
        List<RecordName> records = records(root, output.relativeKey());
        boolean whole;
        if (records.isEmpty()) {
            whole = run == 0 && opens(object.get(), output.kind());
        } else {
            List<RecordName> proven = proven(records, run, object.get());
            whole = !proven.isEmpty() && (output.kind() != ExpectedOutput.Kind.SUMMARY || isPresent(root, proven, map));
        }
        return new Seen(output, run, object, whole);
    }

    /** Whether a record says that the artifact is whole; nothing is opened. */
    boolean isRecorded(SessionRoot root, ExpectedOutput output, int run) throws IOException {
        Optional<StoredObject> object = store.find(root.key(output.relativeKey()));
        return object.isPresent()
                && current(records(root, output.relativeKey()), object.get())
                        .filter(r -> r.run() >= run)
                        .isPresent();
    }

    /** Whether the object's bytes are those of the checksum. */
    boolean holds(String key, Checksum checksum) throws IOException {
        Optional<StoredObject> object = store.find(key);
        if (object.isEmpty() || object.get().size() != checksum.size()) {
            return false;
        }
        try (InputStream in = store.open(key)) {
            return Checksum.of(in).equals(checksum);
        }
    }

    private List<RecordName> records(SessionRoot root, String relativeKey) throws IOException {
        return store.list(root.records() + relativeKey + "~").stream()
                .flatMap(o -> RecordName.parse(root.relative(o.key())).stream())
                .filter(r -> r.artifact().equals(relativeKey))
                .toList();
    }

    /**
     * The records of a run that is late enough whose checksum the object has. Size alone does not show what a disk or a
     * transfer did to the bytes, nor which of two makings lies there; before a task is skipped they are read.
     */
    private List<RecordName> proven(List<RecordName> records, int run, StoredObject object) throws IOException {
        List<RecordName> fitting = records.stream()
                .filter(r -> r.size() == object.size() && r.run() >= run)
                .toList();
        if (fitting.isEmpty()) {
            return fitting;
        }
        try (InputStream in = store.open(object.key())) {
            String sum = Checksum.of(in).sha256();
            return fitting.stream().filter(r -> r.sha256().equals(sum)).toList();
        } catch (ObjectMissing e) {
            return List.of();
        }
    }

    /** The record that tells of the object as it lies there: the newest of its size. */
    private static Optional<RecordName> current(List<RecordName> records, StoredObject object) {
        return records.stream().filter(r -> r.size() == object.size()).max(Comparator.comparingInt(RecordName::run));
    }

    private boolean opens(StoredObject object, ExpectedOutput.Kind kind) throws IOException {
        try {
            switch (kind) {
                case ZIP -> {
                    return ZipCheck.opens(store, object);
                }
                case ROW_VIDEO_MAP -> RowVideoMap.parse(text(object.key()), object.key());
                case VINES_PER_ROW -> VinesPerRow.parse(text(object.key()), object.key());
                case SUMMARY -> {
                    return false; // nothing says of what it was made
                }
            }
            return true;
        } catch (MalformedFile | ObjectMissing e) {
            return false;
        }
    }

    /** A summary stands only for the process artifacts that it was made from. */
    private boolean isPresent(SessionRoot root, List<RecordName> records, Optional<RowVideoMap> map)
            throws IOException {
        if (map.isEmpty()) {
            return false;
        }
        Inventory present = Inventory.read(store, root, map.get());
        for (RecordName record : records) {
            try {
                if (present.isSummarisedBy(Provenance.parse(text(root.key(record.relativeKey()))))) {
                    return true;
                }
            } catch (MalformedJson | ObjectMissing e) {
                // a record that cannot be read proves nothing
            }
        }
        return false;
    }

    private String text(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
