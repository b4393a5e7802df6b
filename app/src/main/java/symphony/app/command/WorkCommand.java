package symphony.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.queue.QueueStatus;
import symphony.core.task.Role;

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
    private static final int MOST_ON_GPU = 1;

    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Mixin
    private WorkerOptions worker;

    @Option(names = "--profile", paramLabel = "cpu|gpu", description = "cpu: all roles but detection; gpu: detection.")
    private @Nullable String profile;

    @Option(names = "--roles", paramLabel = "ROLE,…", description = "Just these roles.")
    private @Nullable String roles;

    @Option(names = "--until-idle", description = "Leave when nothing waits, is delayed or runs for these roles.")
    private boolean untilIdle;

    public WorkCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        List<Role> served = served();
        worker.check();
        try (Workspace workspace = options.open(around)) {
            long deadBefore = dead(workspace);
            int most = "gpu".equals(profile) ? MOST_ON_GPU : WorkerOptions.MOST;
            worker.run(workspace, served, most, untilIdle, around);
            long died = untilIdle ? dead(workspace) - deadBefore : 0;
            if (died > 0) {
                around.err()
                        .println("symphony: " + Counted.of(died, "task")
                                + " went to the dead letters; symphony status names them");
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

    private static long dead(Workspace workspace) {
        return workspace.queue().status().dead().stream()
                .mapToLong(QueueStatus.Dead::count)
                .sum();
    }
}
