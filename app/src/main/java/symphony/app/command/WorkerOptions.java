package symphony.app.command;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.work.RunWorker;
import symphony.app.work.WorkerLines;
import symphony.core.task.Role;
import symphony.worker.WorkerOutcome;

/** How a worker of this machine runs, the same for each command that runs one. */
final class WorkerOptions {
    /** Tasks at a time where nobody says how many, on a machine with as many cores. */
    static final int MOST = 4;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "How many tasks at a time; default: 4, at most the cores; 1 on the gpu profile.")
    private @Nullable Integer processes;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long running tasks may take to finish when told to stop; default: 20.")
    private int grace = 20;

    /** What was said wrongly is told before anything is started. */
    void check() {
        if (processes != null && processes < 1) {
            throw UserError.usage("--processes: at least 1, not " + processes);
        }
        if (grace < 0) {
            throw UserError.usage("--grace: 0 or more, not " + grace);
        }
    }

    /**
     * Runs one, and tells what it begins with and what came of it.
     *
     * @param most tasks at a time where nobody says how many
     */
    WorkerOutcome run(Workspace workspace, List<Role> roles, int most, boolean untilIdle, Surroundings around) {
        int slots = slots(workspace, most);
        String served = roles.containsAll(Role.ALL)
                ? "every role"
                : roles.stream().map(Role::wireName).collect(Collectors.joining(", "));
        around.out()
                .println("Serving " + served + " with " + slots + " process" + (slots == 1 ? "" : "es") + "; Redis "
                        + workspace.redis().place()
                        + (untilIdle ? "" : "; Ctrl-C stops"));
        WorkerOutcome outcome = new RunWorker(workspace, new WorkerLines(around.out(), around.clock()), around.clock())
                .run(roles, slots, untilIdle, Duration.ofSeconds(grace));
        around.out()
                .println(outcome.done() + " done, " + outcome.skipped() + " skipped, " + outcome.failed() + " failed, "
                        + outcome.returned() + " returned");
        return outcome;
    }

    private int slots(Workspace workspace, int most) {
        if (processes != null) {
            return processes;
        }
        if (workspace.configuration().processes().isPresent()) {
            return workspace.configuration().processes().get().value();
        }
        return Math.max(1, Math.min(most, Runtime.getRuntime().availableProcessors()));
    }
}
