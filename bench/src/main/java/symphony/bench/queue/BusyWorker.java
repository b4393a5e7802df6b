package symphony.bench.queue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import symphony.bench.Commands;
import symphony.core.queue.RetryPolicy;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.redis.RedisTaskQueue;
import symphony.storage.LocalStore;
import symphony.worker.Worker;
import symphony.worker.WorkerEvents;
import symphony.worker.WorkerSettings;
import symphony.worker.program.ProgramLimits;
import symphony.worker.program.ProgramSpec;
import symphony.worker.program.SlotShare;

/** A real worker in this process, whose programs burn CPU. */
final class BusyWorker implements AutoCloseable {
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final long NO_LIMIT = 0;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final RedisTaskQueue queue;
    private final Worker worker;

    private BusyWorker(RedisTaskQueue queue, Worker worker) {
        this.queue = queue;
        this.worker = worker;
        Thread thread = new Thread(worker::run, "worker");
        thread.setDaemon(true);
        thread.start();
    }

    /** A worker of one slot, for whom there is nothing to do. */
    static BusyWorker idle(Trial trial, String id, List<Role> roles) {
        Path folder = trial.folder().path();
        return start(
                trial, id, roles, 1, new LocalStore(folder.resolve("nothing")), List.of("true"), WorkerEvents.NONE);
    }

    /**
     * A worker for detection.
     *
     * @param times where its programs note when tasks begin and end
     */
    static BusyWorker burning(
            Trial trial, ArtifactStore store, int slots, long millis, Path times, WorkerEvents events) {
        List<String> command = Commands.java(BurnProgram.class.getName(), Long.toString(millis), times.toString());
        return start(trial, "burning", List.of(Role.DETECTION), slots, store, command, events);
    }

    private static BusyWorker start(
            Trial trial,
            String id,
            List<Role> roles,
            int slots,
            ArtifactStore store,
            List<String> command,
            WorkerEvents events) {
        Map<Role, ProgramSpec> programs = new EnumMap<>(Role.class);
        roles.forEach(role -> programs.put(
                role,
                new ProgramSpec(
                        role, command, ProgramSpec.Mode.SERVE, ProgramLimits.of(Duration.ofHours(1)), Map.of())));
        Path scratch = trial.folder().path().resolve("scratch").resolve(id);
        List<SlotShare> shares = SlotShare.divide(slots, SlotShare.coresOfThisMachine(), false, List.of());
        WorkerSettings settings =
                new WorkerSettings(id, "here", roles, shares, LEASE, true, scratch, NO_LIMIT, false, Map.of());
        RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT);
        return new BusyWorker(queue, new Worker(settings, queue, store, programs, events, Clock.systemUTC()));
    }

    @Override
    public void close() {
        worker.stop(GRACE);
        queue.close();
    }
}
