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

/** A private folder for one task, with what its program is given; deleted when closed. */
final class TaskFolder implements AutoCloseable {
    private final Path base;
    private final StageFolder stage;
    private final WorkerEvents events;

    private TaskFolder(Path base, WorkerEvents events) {
        this.base = base;
        this.stage = new StageFolder(base.resolve("task"));
        this.events = events;
    }

    /** @throws IOException where the scratch folder cannot be written */
    static TaskFolder make(Path scratch, ObjectNode task, WorkerEvents events) throws IOException {
        Files.createDirectories(scratch);
        // readable by its owner alone
        TaskFolder folder = new TaskFolder(Files.createTempDirectory(scratch, "task-"), events);
        try {
            folder.lay(task);
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private void lay(ObjectNode task) throws IOException {
        Files.createDirectories(stage.inputs());
        Files.createDirectories(stage.context());
        Files.createDirectories(stage.outputs());
        Files.writeString(stage.task(), Json.pretty(task));
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
     * @return what was fetched, with checksums, for the record
     * @throws TaskFailed where a required one is gone
     */
    List<Provenance.Source> fetch(ArtifactStore store, SessionRoot root, List<StageInput> inputs, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        List<Provenance.Source> sources = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (StageInput input : inputs) {
            if (places.add(input.place())) {
                Optional<Path> file = fetch(store, input, patience);
                if (file.isPresent()) {
                    String key = input.key();
                    String name = key.startsWith(root.prefix()) ? root.relative(key) : key;
                    sources.add(new Provenance.Source(name, Checksum.of(file.get())));
                }
            }
        }
        return sources;
    }

    private Optional<Path> fetch(ArtifactStore store, StageInput input, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        Path target = stage.path().resolve(input.place());
        Files.createDirectories(target.resolveSibling("."));
        try {
            patience.storage(() -> {
                store.download(input.key(), target);
                return target;
            });
            return Optional.of(target);
        } catch (ObjectMissing e) {
            if (input.required()) {
                throw TaskFailed.counted("an input is gone from storage: " + input.key()
                        + "; 'symphony repair' makes what can be made again");
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(base, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            events.trouble("the task folder " + base + " could not be deleted: " + e);
        }
    }
}
