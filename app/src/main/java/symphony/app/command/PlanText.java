package symphony.app.command;

import java.util.List;
import java.util.stream.Collectors;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.session.RepairSession;
import symphony.core.plan.Plan;
import symphony.core.plan.PlannedTask;
import symphony.core.task.Role;

/** A plan as a person reads it. */
final class PlanText {
    private static final int SHOWN = 10;

    private final Surroundings around;

    PlanText(Surroundings around) {
        this.around = around;
    }

    void print(RepairSession.Due due, boolean redoing) {
        Plan plan = due.plan();
        List<PlannedTask> tasks = plan.tasks();
        line(plan.session().sessionName() + " (" + plan.session().root() + "): "
                + Counted.of(plan.expected(), "row part") + " expected, " + Counted.of(tasks.size(), "task") + " due");
        if (!tasks.isEmpty()) {
            Table table = new Table("  TASK", "OF", "WHY", "KEY");
            tasks.stream()
                    .limit(SHOWN)
                    .forEach(t -> table.add("  " + t.role(), of(t), t.reason().wireName(), t.key()));
            table.lines().forEach(this::line);
        }
        if (tasks.size() > SHOWN) {
            line("  … and " + (tasks.size() - SHOWN) + " more; --json lists all");
        }
        outdated(due, redoing);
        new FindingsReport(around).print(plan.findings());
    }

    private void outdated(RepairSession.Due due, boolean redoing) {
        String counts = Role.ALL.stream()
                .filter(r -> due.plan().outdated(r) > 0)
                .map(r -> due.plan().outdated(r) + " of " + r)
                .collect(Collectors.joining(", "));
        if (!counts.isEmpty()) {
            line("  outdated: " + counts
                    + due.difference().map(d -> " (" + d + ")").orElse("")
                    + (redoing ? "" : "; --outdated makes them again"));
        }
    }

    private void line(String text) {
        around.out().println(text);
    }

    private static String of(PlannedTask task) {
        if (task.archive().isPresent()) {
            return task.archive().get().fileName() + " (" + task.parts().size() + " parts)";
        }
        return task.parts().isEmpty() ? "the session" : task.parts().get(0).toString();
    }
}
