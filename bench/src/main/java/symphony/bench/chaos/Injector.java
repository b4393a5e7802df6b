package symphony.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.session.Session;

/** Makes faults happen, and undoes those that end by themselves. */
final class Injector implements AutoCloseable {
    private static final int IN_FLIGHT_MS = 100;
    private static final byte[] TORN = "PK torn".getBytes(StandardCharsets.US_ASCII);

    private final ChaosWorkspace workspace;
    private final Fleet fleet;
    private final ChaosRedis redis;
    private final FlakyLink link;
    private final ChaosStorage storage;
    private final QueueHistory history;
    private final ArtifactWatch watch;
    private final Operator operator;
    private final long leaseMillis;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "undo");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Fault, Integer> counts = new TreeMap<>();
    private boolean storageRefuses;

    Injector(
            ChaosWorkspace workspace,
            Fleet fleet,
            ChaosRedis redis,
            FlakyLink link,
            ChaosStorage storage,
            QueueHistory history,
            ArtifactWatch watch,
            Operator operator,
            long leaseMillis) {
        this.workspace = workspace;
        this.fleet = fleet;
        this.redis = redis;
        this.link = link;
        this.storage = storage;
        this.history = history;
        this.watch = watch;
        this.operator = operator;
        this.leaseMillis = leaseMillis;
    }

    /** @return what was hit, or why nothing was */
    String inject(Schedule.Planned planned) throws IOException, InterruptedException {
        String hit = hit(planned);
        if (!hit.isEmpty()) {
            counts.merge(planned.fault(), 1, Integer::sum);
        }
        return hit;
    }

    Map<Fault, Integer> counts() {
        return Map.copyOf(counts);
    }

    private String hit(Schedule.Planned p) throws IOException, InterruptedException {
        long millis = Math.round(p.leases() * leaseMillis);
        return switch (p.fault()) {
            case KILL_WORKER -> pick(fleet.workers(), p).map(Injector::kill).orElse("");
            case END_WORKER ->
                pick(fleet.workers(), p)
                        .map(w -> w.destroy() ? "worker " + w.pid() : "")
                        .orElse("");
            case STOP_WORKER -> stop(pick(fleet.workers(), p), leaseMillis + millis);
            case KILL_PROGRAM -> pick(fleet.programs(), p).map(Injector::kill).orElse("");
            case STOP_PROGRAM -> stop(pick(fleet.programs(), p), millis);
            case KILL_REDIS -> killRedis(millis);
            case STOP_REDIS -> stop(ProcessHandle.of(redis.pid()), millis);
            case CUT -> link.cut() + " connections";
            case HOLD -> hold(millis);
            case CUT_AND_DELIVER_LATE -> deliverLate(millis);
            case DELETE_LEASE -> deleteLease(p);
            case FLUSH -> flush();
            case STORAGE_REFUSES -> refuseWrites(millis);
            case TORN_ARTIFACT -> tear(p);
            case CANCEL -> cancel(p, millis);
            case POISON -> poison(p);
        };
    }

    private static <T> Optional<T> pick(List<T> all, Schedule.Planned p) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get((int) (p.target() * all.size())));
    }

    private static String kill(ProcessHandle process) {
        return process.destroyForcibly() ? "process " + process.pid() : "";
    }

    private String stop(Optional<ProcessHandle> process, long millis) throws IOException, InterruptedException {
        if (process.isEmpty()) {
            return "";
        }
        long pid = process.get().pid();
        Command.signal("STOP", pid);
        after(millis, () -> Command.signal("CONT", pid));
        return "process " + pid + " for " + millis + " ms";
    }

    private String killRedis(long millis) throws IOException, InterruptedException {
        redis.kill();
        link.refuse(); // so that the history listens before anybody else speaks
        TimeUnit.MILLISECONDS.sleep(millis);
        redis.restart();
        try (Jedis cli = redis.connect()) {
            history.attach(cli);
        }
        link.open();
        return "away for " + millis + " ms";
    }

    private String hold(long millis) {
        link.hold();
        after(millis, link::release);
        return millis + " ms";
    }

    private String deliverLate(long millis) throws InterruptedException {
        link.hold();
        TimeUnit.MILLISECONDS.sleep(IN_FLIGHT_MS);
        int hit = link.orphan();
        link.release();
        after(millis, link::deliver);
        return hit + " connections, delivered " + millis + " ms later";
    }

    private String deleteLease(Schedule.Planned p) {
        try (Jedis cli = redis.connect()) {
            Optional<String> key = pick(new ArrayList<>(cli.keys("symphony:lease:*")), p);
            key.ifPresent(cli::del);
            key.ifPresent(k -> operator.repair());
            return key.orElse("");
        }
    }

    private String flush() {
        redis.flush();
        operator.repair();
        return "all";
    }

    private String refuseWrites(long millis) throws IOException {
        Path hidden = workspace.storage().resolve(".symphony-tmp");
        Path aside = workspace.folder().resolve("hidden-aside");
        if (storageRefuses || !Files.isDirectory(hidden)) {
            return "";
        }
        storageRefuses = true;
        try {
            Files.move(hidden, aside);
            Files.createFile(hidden); // where a folder is needed: no publication works, whoever runs this
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // a worker was quicker and made the folder anew: then there is nothing to put back
            storageRefuses = false;
            return "";
        }
        after(millis, () -> {
            Files.delete(hidden);
            Files.move(aside, hidden);
            storageRefuses = false;
        });
        return millis + " ms";
    }

    private String cancel(Schedule.Planned p, long millis) {
        String session = pick(workspace.sessions(), p).orElseThrow().sessionName();
        operator.cancel(session);
        after(millis, () -> operator.readmit(session));
        return session + " for " + millis + " ms";
    }

    private String poison(Schedule.Planned p) throws IOException {
        Optional<String> key = pick(absent(SessionRoot.DETECTION), p);
        Optional<PartName> part = key.flatMap(StorageKeys::parseFramesFile);
        if (part.isPresent()) {
            workspace.poison(part.get());
        }
        return part.map(PartName::toString).orElse("");
    }

    /** Artifacts of a folder that are yet to come. */
    private List<String> absent(String folder) {
        List<String> absent = new ArrayList<>();
        for (Session session : workspace.sessions()) {
            workspace.expected(session).stream()
                    .filter(key -> key.startsWith(session.root().key(folder)) && key.endsWith(".zip"))
                    .filter(key -> !Files.exists(workspace.stored(key)))
                    .forEach(absent::add);
        }
        return absent;
    }

    private String tear(Schedule.Planned p) throws IOException {
        Optional<Path> file =
                pick(absent(""), p).map(workspace::stored).filter(f -> Files.isDirectory(f.resolveSibling(".")));
        if (file.isEmpty()) {
            return "";
        }
        watch.disturb(file.get());
        String key = workspace.storage().relativize(file.get()).toString();
        return storage.lay(key, TORN) ? key : ""; // it may have been published just now
    }

    private interface Undo {
        void run() throws IOException, InterruptedException;
    }

    private void after(long millis, Undo undo) {
        var unused = later.schedule(
                () -> {
                    try {
                        undo.run();
                    } catch (IOException e) {
                        System.err.println("chaos: a fault was not undone: " + e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Waits until all that ends by itself has ended. */
    void settle() throws InterruptedException {
        later.shutdown();
        later.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
