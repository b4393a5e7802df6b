package symphony.app.work;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import symphony.app.Workspace;
import symphony.core.task.Role;
import symphony.worker.ProgramSpec;
import symphony.worker.Worker;
import symphony.worker.WorkerEvents;
import symphony.worker.WorkerOutcome;
import symphony.worker.WorkerSettings;

/** Runs one worker of a workspace in this process, and lets it leave well when the process is told to end. */
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
        String id = host() + "-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Scratch scratch = new Scratch(workspace.directory().resolve(".symphony").resolve("work"));
        scratch.sweep(host());
        Map<Role, ProgramSpec> programs = Programs.of(workspace.configuration(), roles, workspace.directory());
        WorkerSettings settings = new WorkerSettings(
                id, host(), roles, slots, workspace.configuration().lease().value(), scratch.of(id), untilIdle);
        Worker worker = new Worker(settings, workspace.queue(), workspace.store(), programs, events, clock);
        workspace.beforeLeaving(() -> worker.stop(grace));
        try {
            return worker.run();
        } finally {
            scratch.leave(id);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
