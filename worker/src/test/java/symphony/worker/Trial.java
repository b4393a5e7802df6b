package symphony.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import symphony.contracts.InMemoryTaskQueue;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.storage.LocalStore;
import symphony.worker.program.ProgramLimits;
import symphony.worker.program.ProgramSpec;
import symphony.worker.program.SlotShare;

/** A store, a queue and programs of a shell for one test. */
final class Trial {
    private final Path folder;
    final InMemoryTaskQueue queue =
            new InMemoryTaskQueue(new RetryPolicy(1, Duration.ofMillis(20), Duration.ofMillis(40)));
    final Vineyard vineyard;
    final Path starts;
    private ArtifactStore store;
    private final Map<Role, ProgramSpec> programs = new EnumMap<>(Role.class);
    private WorkerEvents events = WorkerEvents.NONE;
    private boolean claimAhead = true;
    private long scratchLimit;
    private Clock clock = Clock.systemUTC();
    private List<String> devices = List.of();

    Trial(Path folder) throws IOException {
        this.folder = folder;
        this.store = new LocalStore(folder.resolve("storage"));
        this.vineyard = new Vineyard(folder.resolve("made"));
        this.starts = Files.createFile(folder.resolve("starts"));
        Role.ALL.forEach(role -> program(role, vineyard.script(role, starts)));
        put(Vineyard.archiveKey(Vineyard.FIRST), "frames".getBytes(StandardCharsets.UTF_8));
        put(Vineyard.archiveKey(Vineyard.SECOND), "frames".getBytes(StandardCharsets.UTF_8));
        put(Vineyard.logKey(), "frame_number\n".getBytes(StandardCharsets.UTF_8));
        put(Vineyard.root().session(), Vineyard.session(0).format().getBytes(StandardCharsets.UTF_8));
    }

    /** Lays the map into storage as an older system would have: without records. */
    Trial withMap() throws IOException {
        put(Vineyard.root().rvm(), Vineyard.MAP.format().getBytes(StandardCharsets.UTF_8));
        put(Vineyard.root().vpr(), "row,vines\n1,9\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What the detection of each part reads. */
    Trial withFrames() throws IOException {
        for (PartName part : Vineyard.PARTS) {
            put(Vineyard.root().frames(part), Vineyard.zipBytes("frames of " + part));
        }
        return this;
    }

    /** Says something to a program that waits for the file. */
    static void create(Path file) {
        try {
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void enqueueDetections() {
        for (PartName part : Vineyard.PARTS) {
            queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, part)));
        }
    }

    Trial program(Role role, String script) {
        programs.put(role, spec(role, script, ProgramSpec.Mode.ONCE, Duration.ofMinutes(1)));
        return this;
    }

    static ProgramSpec spec(Role role, String script, ProgramSpec.Mode mode, Duration timeout) {
        return spec(role, script, mode, ProgramLimits.of(timeout));
    }

    static ProgramSpec spec(Role role, String script, ProgramSpec.Mode mode, ProgramLimits limits) {
        return new ProgramSpec(role, List.of("/bin/sh", "-c", script), mode, limits, Map.of());
    }

    Trial program(ProgramSpec spec) {
        programs.put(spec.role(), spec);
        return this;
    }

    Trial events(WorkerEvents events) {
        this.events = events;
        return this;
    }

    Trial store(ArtifactStore store) {
        this.store = store;
        return this;
    }

    Trial clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    Trial devices(String... names) {
        devices = List.of(names);
        return this;
    }

    Trial scratchLimit(long bytes) {
        scratchLimit = bytes;
        return this;
    }

    Trial withoutClaimingAhead() {
        claimAhead = false;
        return this;
    }

    ArtifactStore store() {
        return store;
    }

    Path folder() {
        return folder;
    }

    Worker worker(String id, boolean untilIdle, Role... roles) {
        return worker(id, 2, untilIdle, roles);
    }

    Worker worker(TaskQueue on, String id, int slots, boolean untilIdle) {
        return new Worker(settings(id, slots, untilIdle, Role.ALL), on, store, programs, events, clock);
    }

    Worker worker(LosingQueue losing, String id, Role... roles) {
        return new Worker(settings(id, 1, false, List.of(roles)), losing.port(), store, programs, events, clock);
    }

    Worker worker(TaskQueue on, String id, boolean untilIdle, Role... roles) {
        return new Worker(settings(id, 2, untilIdle, List.of(roles)), on, store, programs, events, clock);
    }

    Worker worker(String id, int slots, boolean untilIdle, Role... roles) {
        List<Role> served = roles.length == 0 ? Role.ALL : List.of(roles);
        return new Worker(settings(id, slots, untilIdle, served), queue, store, programs, events, clock);
    }

    private WorkerSettings settings(String id, int slots, boolean untilIdle, List<Role> roles) {
        List<SlotShare> shares = SlotShare.divide(slots, SlotShare.coresOfThisMachine(), false, devices);
        return new WorkerSettings(
                id,
                "here",
                roles,
                shares,
                Duration.ofSeconds(3),
                claimAhead,
                folder.resolve("scratch"),
                scratchLimit,
                untilIdle,
                Map.of());
    }

    WorkerOutcome runUntilIdle(Role... roles) {
        return worker("w1", true, roles).run();
    }

    void raise(Session session) throws IOException {
        overwrite(Vineyard.root().session(), session.format().getBytes(StandardCharsets.UTF_8));
    }

    /** What a person does to the files. */
    void overwrite(String key, byte[] content) throws IOException {
        Files.write(folder.resolve("storage").resolve(key), content);
    }

    void remove(String key) throws IOException {
        Files.delete(folder.resolve("storage").resolve(key));
    }

    void put(String key, byte[] content) throws IOException {
        store.create(key, content);
    }

    String text(String key) throws IOException {
        try (var in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Keys below the session root that are neither records nor logs, ordered. */
    List<String> artifacts() throws IOException {
        return keys().filter(k -> !k.startsWith(".symphony/") && !k.startsWith("logs/"))
                .toList();
    }

    List<RecordName> records() throws IOException {
        return keys().flatMap(k -> RecordName.parse(k).stream()).toList();
    }

    List<String> logs() throws IOException {
        return keys().filter(k -> k.startsWith("logs/")).toList();
    }

    private Stream<String> keys() throws IOException {
        return store.list(Vineyard.root().prefix()).stream()
                .map(StoredObject::key)
                .map(k -> Vineyard.root().relative(k));
    }

    /** How often a program of the role was started. */
    int starts(Role role) throws IOException {
        List<String> lines = Files.readAllLines(starts);
        return Collections.frequency(lines, role.wireName());
    }

    List<String> reasons() {
        return queue.control().deadLetters("s1").stream().map(d -> d.reason()).toList();
    }

    List<Path> scratch() throws IOException {
        Path scratch = folder.resolve("scratch");
        if (!Files.isDirectory(scratch)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
