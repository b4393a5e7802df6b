package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.pipeline.Provenance;
import symphony.core.pipeline.StageInput;
import symphony.core.stage.StageFolder;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.worker.program.TaskCancelled;

/** A private folder for one task, with what its program is given; emptied when closed. */
final class TaskFolder implements AutoCloseable {
    private final Path base;
    private final StageFolder stage;
    private final ScratchSpace space;

    private TaskFolder(Path base, ScratchSpace space) {
        this.base = base;
        this.stage = new StageFolder(base.resolve("task"));
        this.space = space;
    }

    /** @param base an empty folder, or one that another task has left emptied */
    static TaskFolder make(Path base, ObjectNode task, ScratchSpace space) throws IOException {
        TaskFolder folder = new TaskFolder(base, space);
        try {
            folder.lay(task);
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private void lay(ObjectNode task) throws IOException {
        for (Path each : skeleton()) {
            if (!Files.isDirectory(each)) {
                Files.createDirectory(each);
            }
        }
        Files.writeString(stage.task(), Json.pretty(task));
    }

    /** The folders that each task has, below the base, outer ones first. */
    private List<Path> skeleton() {
        return List.of(stage.path(), stage.inputs(), stage.context(), stage.outputs());
    }

    StageFolder stage() {
        return stage;
    }

    /** Beside the folder that the program sees, so that it cannot write into its own log. */
    Path log() {
        return base.resolve("log.txt");
    }

    /**
     * Brings the inputs here.
     *
     * @param known files of the session that need not be fetched again
     * @return what was fetched, with checksums, for the record
     * @throws TaskFailed where a required one is gone
     * @throws ScratchFull where there is no room for them
     */
    List<Provenance.Source> fetch(
            ArtifactStore store, SessionFiles known, SessionRoot root, List<StageInput> inputs, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        List<Provenance.Source> sources = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (StageInput input : inputs) {
            if (places.add(input.place())) {
                Optional<Checksum> sum = fetch(store, known, input, patience);
                if (sum.isPresent()) {
                    String key = input.key();
                    String name = key.startsWith(root.prefix()) ? root.relative(key) : key;
                    sources.add(new Provenance.Source(name, sum.get()));
                }
            }
        }
        return sources;
    }

    private Optional<Checksum> fetch(ArtifactStore store, SessionFiles known, StageInput input, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        Path target = stage.path().resolve(input.place());
        try {
            if (!Set.of(stage.inputs(), stage.context()).contains(target.getParent())) {
                Files.createDirectories(target.resolveSibling("."));
            }
            Optional<SessionFiles.Content> content = known.content(input.key());
            if (content.isPresent()) {
                Files.write(target, content.get().bytes());
                return Optional.of(content.get().checksum());
            }
            patience.storage(() -> {
                download(store, input.key(), target);
                return target;
            });
            return Optional.of(Checksum.of(target));
        } catch (ObjectMissing e) {
            if (input.required()) {
                throw TaskFailed.counted("an input is gone from storage: " + input.key()
                        + "; 'symphony repair' makes what can be made again");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw ScratchFull.unlessFull(e);
        }
    }

    /** The storage is only read: what says that a disk is full speaks of ours. */
    private static void download(ArtifactStore store, String key, Path target) throws IOException {
        try {
            store.download(key, target);
        } catch (IOException e) {
            throw ScratchFull.unlessFull(e);
        }
    }

    /** Deletes what the task and its program have left. */
    @Override
    public void close() {
        Emptying emptying = new Emptying(Set.copyOf(skeleton()));
        try {
            Files.walkFileTree(base, emptying);
            if (Files.isWritable(base)) {
                space.emptied(base);
            }
        } catch (IOException e) {
            space.trouble("the task folder " + base + " could not be deleted: " + e);
        }
        space.deleted(emptying.bytes);
    }

    /** The folders that each task has stay for the next one, unless the program has locked them. */
    private final class Emptying extends SimpleFileVisitor<Path> {
        private final Set<Path> skeleton;
        private long bytes;

        Emptying(Set<Path> skeleton) {
            this.skeleton = skeleton;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            bytes += attributes.size();
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) throws IOException {
            if (!folder.equals(base) && !(skeleton.contains(folder) && Files.isWritable(folder))) {
                Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
