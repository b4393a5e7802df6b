package symphony.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import symphony.app.terminal.ProgressLine;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.queue.Failure;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.WorkerEvents;

/** All five roles on one line: how many of how many are done. */
final class PipelineProgress implements WorkerEvents {
    private final ProgressLine line;
    private final ArtifactStore store;
    private final SessionRoot root;
    private final Map<Role, Integer> done = new EnumMap<>(Role.class);
    private final Map<Role, Integer> expected = new EnumMap<>(Role.class);

    PipelineProgress(ProgressLine line, ArtifactStore store, SessionRoot root) {
        this.line = line;
        this.store = store;
        this.root = root;
        expected.put(Role.RVM, 1);
        expected.put(Role.POSTPROCESS, 1);
    }

    @Override
    public synchronized void taskStarted(int slot, Task task) {
        line.show(text());
    }

    @Override
    public synchronized void taskDone(int slot, Task task, Duration took) {
        done.merge(task.role(), 1, Integer::sum);
        if (task.role() == Role.RVM) {
            try {
                expectParts();
            } catch (IOException | MalformedFile e) {
                line.show("rvm.csv cannot be read yet: " + e.getMessage());
            }
        }
        line.show(text());
    }

    @Override
    public synchronized void taskFailed(int slot, Task task, Failure failure) {
        line.done(task.queue() + " failed: " + failure.reason());
    }

    @Override
    public synchronized void waitingForQueue(String reason) {
        line.show("waiting for Redis: " + reason);
    }

    @Override
    public synchronized void waitingForStorage(String reason) {
        line.show("waiting for storage: " + reason);
    }

    synchronized String text() {
        return Role.ALL.stream()
                .map(r -> r + " " + done.getOrDefault(r, 0) + "/"
                        + (expected.containsKey(r) ? expected.get(r).toString() : "?"))
                .collect(Collectors.joining("   "));
    }

    /** What is there of what should be: workers elsewhere may have done some of it. */
    synchronized String inStorage() {
        try {
            RowVideoMap map = expectParts();
            Set<String> keys = new HashSet<>();
            store.names(root.prefix(), keys::add);
            done.put(Role.RVM, 1);
            done.put(Role.PREPROC, (int) map.byArchive().values().stream()
                    .filter(parts -> parts.stream().allMatch(part -> keys.contains(root.frames(part.name()))))
                    .count());
            done.put(Role.DETECTION, count(map, part -> keys.contains(root.detection(part.name()))));
            done.put(Role.PROCESS, count(map, part -> keys.contains(root.process(part.name()))));
            done.put(Role.POSTPROCESS, keys.contains(root.summary()) ? 1 : 0);
        } catch (IOException | MalformedFile e) {
            line.show("the storage cannot be read: " + e.getMessage());
        }
        return text();
    }

    private static int count(RowVideoMap map, Predicate<RowPart> isThere) {
        return (int) map.parts().stream().filter(isThere).count();
    }

    private RowVideoMap expectParts() throws IOException, MalformedFile {
        try (var in = store.open(root.rvm())) {
            RowVideoMap map = RowVideoMap.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "rvm.csv");
            expected.put(Role.PREPROC, map.byArchive().size());
            expected.put(Role.DETECTION, map.size());
            expected.put(Role.PROCESS, map.size());
            return map;
        }
    }
}
