package symphony.app.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.work.RunWorker;
import symphony.app.work.WorkerLines;
import symphony.core.queue.QueueStatus;
import symphony.core.task.Role;
import symphony.worker.WorkerOutcome;

/** {@code symphony work}: a worker of this machine; each of its processes takes tasks for itself. */
@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description = "Takes tasks and does them, until it is told to stop (Ctrl-C, SIGTERM) or --until-idle.",
        footer = {
            "",
            "Examples:",
            "  symphony work                       every role",
            "  symphony work --profile gpu         detection",
            "  symphony work --roles rvm,preproc --processes 2",
            "  symphony work --until-idle          leave when nothing is left to do"
        })
public final class WorkCommand implements Callable<Integer> {
    private static final int MOST_BY_DEFAULT = 4;

    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Option(names = "--profile", paramLabel = "cpu|gpu", description = "cpu: all roles but detection; gpu: detection.")
    private @Nullable String profile;

    @Option(names = "--roles", paramLabel = "ROLE,…", description = "Just these roles.")
    private @Nullable String roles;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "How many tasks at a time; default: 4, at most the cores; 1 on the gpu profile.")
    private @Nullable Integer processes;

    @Option(names = "--until-idle", description = "Leave when nothing waits, is delayed or runs for these roles.")
    private boolean untilIdle;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long running tasks may take to finish when told to stop; default: 20.")
    private int grace = 20;

    public WorkCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        List<Role> served = served();
        try (Workspace workspace = options.open(around)) {
            int slots = slots(workspace);
            long deadBefore = dead(workspace);
            around.out()
                    .println("Serving " + served.stream().map(Role::wireName).collect(Collectors.joining(", "))
                            + " with " + slots + " process" + (slots == 1 ? "" : "es") + "; Redis "
                            + workspace.redisUri().getHost() + ":"
                            + workspace.redisUri().getPort()
                            + (untilIdle ? "" : "; Ctrl-C stops"));
            WorkerOutcome outcome = new RunWorker(
                            workspace, new WorkerLines(around.out(), around.clock()), around.clock())
                    .run(served, slots, untilIdle, Duration.ofSeconds(grace));
            around.out()
                    .println(outcome.done() + " done, " + outcome.skipped() + " skipped, " + outcome.failed()
                            + " failed, " + outcome.returned() + " returned");
            long died = untilIdle ? dead(workspace) - deadBefore : 0;
            if (died > 0) {
                around.err()
                        .println("symphony: " + died + " tasks went to the dead letters; symphony status names them");
            }
            return died > 0 ? 1 : 0;
        }
    }

    private List<Role> served() {
        if (roles != null && profile != null) {
            throw UserError.usage("--roles and --profile both say which roles; give one");
        }
        if (roles != null) {
            return Arrays.stream(roles.split(","))
                    .map(String::strip)
                    .map(r -> Role.parse(r)
                            .orElseThrow(
                                    () -> UserError.usage("--roles: '" + r + "' is no role; roles are " + Role.ALL)))
                    .distinct()
                    .toList();
        }
        if (profile == null) {
            return Role.ALL;
        }
        return switch (profile) {
            case "cpu" -> Role.ALL.stream().filter(r -> r != Role.DETECTION).toList();
            case "gpu" -> List.of(Role.DETECTION);
            default -> throw UserError.usage("--profile: cpu or gpu, not '" + profile + "'");
        };
    }

    private int slots(Workspace workspace) {
        if (processes != null) {
            if (processes < 1) {
                throw UserError.usage("--processes: at least 1, not " + processes);
            }
            return processes;
        }
        if (workspace.configuration().processes().isPresent()) {
            return workspace.configuration().processes().get().value();
        }
        int byProfile = "gpu".equals(profile) ? 1 : MOST_BY_DEFAULT;
        return Math.max(1, Math.min(byProfile, Runtime.getRuntime().availableProcessors()));
    }

    private static long dead(Workspace workspace) {
        return workspace.queue().status().dead().stream()
                .mapToLong(QueueStatus.Dead::count)
                .sum();
    }
}
