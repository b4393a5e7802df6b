package symphony.app.work;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import symphony.app.Workspace;
import symphony.app.config.Configuration;
import symphony.app.config.MachineSetting;
import symphony.app.config.Setting;
import symphony.app.doctor.ClockCheck;
import symphony.core.artifact.StorageKeys;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.storage.cache.CachingStore;
import symphony.worker.Worker;
import symphony.worker.WorkerEvents;
import symphony.worker.WorkerOutcome;
import symphony.worker.WorkerSettings;
import symphony.worker.eviction.EvictionNotice;
import symphony.worker.eviction.EvictionWatch;
import symphony.worker.program.ProgramSpec;

/** Runs one worker of a workspace in this process, and lets it leave well when the process or its machine is to end. */
public final class RunWorker {
    private final Workspace workspace;
    private final WorkerEvents events;
    private final Clock clock;

    public RunWorker(Workspace workspace, WorkerEvents events, Clock clock) {
        this.workspace = workspace;
        this.events = events;
        this.clock = clock;
    }

    /** @param grace how long running tasks may take to finish once the process is told to end */
    public WorkerOutcome run(List<Role> roles, int slots, boolean untilIdle, Duration grace) {
        String host = ThisMachine.host();
        String id = host + "-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Configuration configuration = workspace.configuration();
        ThisMachine machine = new ThisMachine(configuration.machine(), System.getenv());
        Scratch scratch = new Scratch(workspace.directory().resolve(".symphony").resolve("work"));
        scratch.sweep(host);
        Map<Role, ProgramSpec> programs = Programs.of(configuration, roles, workspace.directory());
        WorkerSettings settings = new WorkerSettings(
                id,
                host,
                roles,
                machine.shares(slots, roles),
                configuration.lease().value(),
                configuration.machine().claimAhead().value(),
                scratch.of(id),
                configuration.machine().scratchLimit().value(),
                untilIdle,
                ProgramVersions.of(configuration, roles, workspace.directory()));
        Worker worker = new Worker(settings, workspace.queue(), store(), programs, events, clock);
        ClockCheck.of(workspace.redis(), clock).ifPresent(events::trouble);
        workspace.beforeLeaving(() -> worker.stop(grace));
        Optional<EvictionWatch> watch = machine.scheduledEvents()
                .map(source -> new EvictionWatch(source, notice -> leave(worker, notice), events::trouble));
        watch.ifPresent(EvictionWatch::start);
        try {
            return worker.run();
        } finally {
            watch.ifPresent(EvictionWatch::close);
            scratch.leave(id);
        }
    }

    /** A folder's files are as near as a cache's would be, unless somebody says otherwise. */
    private ArtifactStore store() {
        long limit = workspace
                .configuration()
                .machine()
                .cacheLimit()
                .map(Setting::value)
                .orElse(workspace.localStorage().isPresent() ? 0 : MachineSetting.DEFAULT_CACHE);
        Path cache = workspace.directory().resolve(".symphony").resolve("cache");
        return limit == 0
                ? workspace.store()
                : new CachingStore(workspace.store(), cache, limit, StorageKeys::isSharedByTasks);
    }

    private void leave(Worker worker, EvictionNotice notice) {
        Duration grace = notice.grace(clock.instant());
        events.trouble("this machine is to be taken away (" + notice.type()
                + "): no more is claimed, and what is not done in " + grace.toSeconds() + " s goes back to its queue");
        worker.stop(grace);
    }
}
