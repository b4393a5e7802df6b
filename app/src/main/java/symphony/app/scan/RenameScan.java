package symphony.app.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.scan.RenameRecord;
import symphony.core.scan.Renaming;
import symphony.core.scan.Renaming.Move;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;

/**
 * Gives old files their new names: each is copied, the copy read back and compared, and only then the record is written
 * that marks it. Whatever ends it in between, the next run goes on where it was; nothing is done twice, and nothing that
 * lies under a new name is ever replaced.
 */
public final class RenameScan {
    /** What became of one file. */
    private enum Outcome {
        RENAMED,
        ALREADY,
        /** Something else lies under the new name. */
        DIFFERS,
        /** It changed while it was copied. */
        CHANGED
    }

    /**
     * @param renamed files that were copied now
     * @param already files whose copy was there
     * @param problems in words, with the keys
     * @param deleted old files that were removed
     */
    public record Result(int renamed, int already, List<String> problems, int deleted) {}

    private final ArtifactStore store;
    private final Path scratch;

    /** @param scratch a folder for the copies on their way */
    public RenameScan(ArtifactStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /**
     * @param deleteOld whether old files whose copy is whole are removed
     * @param progress told of each file's key before it is dealt with
     */
    public Result run(StoredScan scan, Renaming renaming, boolean deleteOld, Consumer<Move> progress)
            throws IOException {
        int renamed = 0;
        int already = 0;
        int deleted = 0;
        List<String> problems = new ArrayList<>();
        for (Move move : renaming.moves()) {
            progress.accept(move);
            Outcome outcome = isDone(move) ? Outcome.ALREADY : rename(scan, move);
            renamed += outcome == Outcome.RENAMED ? 1 : 0;
            already += outcome == Outcome.ALREADY ? 1 : 0;
            switch (outcome) {
                case DIFFERS ->
                    problems.add(move.from().key() + ": other content lies under " + move.to()
                            + "; compare the two, and move one away");
                case CHANGED -> problems.add(move.from().key() + " changed while it was copied; run it again");
                case RENAMED, ALREADY -> deleted += deleteOld && delete(scan, move, problems) ? 1 : 0;
            }
        }
        return new Result(renamed, already, problems, deleted);
    }

    /** A mark holds as long as something lies under the new name: a log may have been completed since. */
    private boolean isDone(Move move) throws IOException {
        return move.marked().isPresent() && store.find(move.to()).isPresent();
    }

    private Outcome rename(StoredScan scan, Move move) throws IOException {
        Files.createDirectories(scratch);
        Path copy = scratch.resolve("rename-" + ProcessHandle.current().pid() + "-"
                + Integer.toHexString(move.from().key().hashCode()));
        Files.deleteIfExists(copy);
        try {
            Checksum old = copyOf(move, copy);
            if (old.size() != move.from().size() || !isSeen(move.from())) {
                return Outcome.CHANGED;
            }
            boolean there = store.find(move.to()).isPresent();
            if (!there) {
                store.create(move.to(), copy);
            }
            if (!sum(move.to()).equals(old)) {
                return Outcome.DIFFERS;
            }
            mark(scan, move, old);
            return there ? Outcome.ALREADY : Outcome.RENAMED;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Checksum copyOf(Move move, Path copy) throws IOException {
        store.download(move.from().key(), copy);
        return Checksum.of(copy);
    }

    private boolean isSeen(StoredObject seen) throws IOException {
        return store.find(seen.key())
                .filter(now -> now.version().equals(seen.version()))
                .isPresent();
    }

    private void mark(StoredScan scan, Move move, Checksum content) throws IOException {
        String oldName = move.from().key().substring(scan.prefix().length());
        RenameRecord record = new RenameRecord(oldName, content, StorageKeys.baseName(move.to()));
        String text = Json.pretty(Json.object()
                .put("from", move.from().key())
                .put("to", move.to())
                .put("bytes", content.size())
                .put("sha256", content.sha256()));
        store.create(scan.prefix() + record.relativeKey(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Only what was seen, and only beside a copy that is whole now. */
    private boolean delete(StoredScan scan, Move move, List<String> problems) throws IOException {
        if (!isWhole(scan, move)) {
            problems.add(move.to() + " is no longer what was copied from "
                    + move.from().key() + "; the old file was not deleted");
        } else if (!store.remove(move.from().key(), move.from().version())) {
            problems.add(move.from().key() + " changed since it was listed and was not deleted; run it again");
        } else {
            return true;
        }
        return false;
    }

    /** Under its new name, or, as a log that was completed since, where it was kept then. */
    private boolean isWhole(StoredScan scan, Move move) throws IOException {
        if (move.marked().isEmpty() || sum(move.to()).equals(move.marked().get())) {
            return true; // without a mark it was copied and compared just now
        }
        Checksum marked = move.marked().get();
        String kept = scan.keptLog(StorageKeys.baseName(move.to()), marked.sha256());
        return store.find(kept).isPresent() && sum(kept).equals(marked);
    }

    private Checksum sum(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return Checksum.of(in);
        }
    }
}
