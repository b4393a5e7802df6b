package symphony.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.session.FindSessions;
import symphony.app.session.ReadTaskFiles;
import symphony.app.session.SettleSession;
import symphony.core.json.Json;
import symphony.core.plan.Plan;
import symphony.core.plan.PlannedTask;
import symphony.core.plan.Scope;
import symphony.core.plan.SessionSurvey;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingsJson;

/** {@code symphony repair}: compares what should exist with what exists, and enqueues exactly what is missing. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = "Compares the row video map with what lies in storage and enqueues exactly the missing tasks.",
        footer = {
            "",
            "Without FILE: every tasks/*.yaml, and every session that storage knows.",
            "",
            "Examples:",
            "  symphony repair --dry-run           what is missing, and why",
            "  symphony repair tasks/12D.yaml      enqueue what is missing of one session",
            "  symphony repair --redo --stage detection --rows 3-5 tasks/12D.yaml"
        })
public final class RepairCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Task files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--dry-run", description = "Say what is due; enqueue nothing, write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "The plan as one line of JSON.")
    private boolean json;

    @Option(names = "--rows", paramLabel = "ROWS", description = "Only these rows: 3, 12-20, 1,4,7-9.")
    private @Nullable String rows;

    @Option(names = "--scan", paramLabel = "SCANID", description = "Only this scan; may be given several times.")
    private List<String> scans = new ArrayList<>();

    @Option(names = "--stage", paramLabel = "ROLE", description = "Only this role's tasks; with --redo: from it on.")
    private @Nullable String stage;

    @Option(names = "--redo", description = "Make it due again though it is there; old results stay until then.")
    private boolean redo;

    public RepairCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        SortedSet<Integer> wantedRows = rows == null ? Collections.emptySortedSet() : RowRanges.parse(rows);
        Scope scope = scope(wantedRows);
        try (Workspace workspace = options.open(around)) {
            ReadTaskFiles.Sessions sessions = sessions(workspace);
            FindingsReport report = new FindingsReport(around);
            boolean broken = sessions.findings().stream().anyMatch(Finding::isError);
            if (broken || (!json && !sessions.findings().isEmpty())) {
                report.print(sessions.findings());
            }
            SettleSession settle = new SettleSession(workspace.store());
            SessionSurvey survey = new SessionSurvey(workspace.store(), workspace.queue());
            List<Plan> plans = new ArrayList<>();
            int enqueued = 0;
            for (Session wanted : sessions.ready()) {
                Session session = dryRun ? settle.merged(wanted) : settled(settle, wanted, wantedRows);
                Plan plan = survey.plan(session, scope);
                plans.add(plan);
                if (!dryRun) {
                    settle.mendVinesPerRow(session);
                    enqueued += workspace.queue().enqueue(plan.queueTasks());
                }
            }
            if (json) {
                around.out().println(Json.line(json(plans)));
            } else {
                print(plans, report);
                around.out().println(dryRun ? "Nothing was enqueued (--dry-run)." : enqueued + " tasks enqueued.");
            }
            return broken ? 1 : 0;
        }
    }

    private ReadTaskFiles.Sessions sessions(Workspace workspace) throws IOException {
        ReadTaskFiles read = new ReadTaskFiles(workspace, around.clock());
        if (!files.isEmpty()) {
            return read.registryOnly(files);
        }
        List<Path> all = workspace.taskFiles();
        ReadTaskFiles.Sessions byFile =
                all.isEmpty() ? new ReadTaskFiles.Sessions(List.of(), List.of()) : read.registryOnly(all);
        List<Session> ready = new ArrayList<>(byFile.ready());
        Set<Object> known = new HashSet<>();
        ready.forEach(s -> known.add(s.root()));
        new FindSessions(workspace.store())
                .all().stream().filter(s -> known.add(s.root())).forEach(ready::add);
        if (ready.isEmpty() && byFile.findings().isEmpty()) {
            throw UserError.failed("nothing to repair: no tasks/*.yaml in " + workspace.directory()
                    + " and no session in " + workspace.store().describe());
        }
        return new ReadTaskFiles.Sessions(ready, byFile.findings());
    }

    private Session settled(SettleSession settle, Session wanted, SortedSet<Integer> wantedRows) throws IOException {
        return redo
                ? settle.redo(wanted, new Redo(1, role().orElse(Role.RVM), wantedRows, new TreeSet<>(scans)))
                : settle.settle(wanted);
    }

    private Optional<Role> role() {
        if (stage == null) {
            return Optional.empty();
        }
        return Optional.of(Role.parse(stage)
                .orElseThrow(() -> UserError.usage("--stage: '" + stage + "' is no role; roles are " + Role.ALL)));
    }

    private Scope scope(SortedSet<Integer> wantedRows) {
        if (redo && dryRun) {
            throw UserError.usage("--redo raises the run in session.json, so it cannot be tried with --dry-run");
        }
        Set<Role> roles =
                role().map(r -> redo ? Scope.from(r).roles() : Set.of(r)).orElse(Set.copyOf(Role.ALL));
        return new Scope(
                row -> wantedRows.isEmpty() || wantedRows.contains(row), Set.copyOf(new HashSet<>(scans)), roles);
    }

    private void print(List<Plan> plans, FindingsReport report) {
        for (Plan plan : plans) {
            Session session = plan.session();
            around.out()
                    .println(session.sessionName() + " (" + session.root() + "): " + plan.expected()
                            + " row parts expected, " + plan.tasks().size() + " tasks due");
            Table table = new Table("  TASK", "OF", "WHY", "KEY");
            for (PlannedTask task :
                    plan.tasks().subList(0, Math.min(SHOWN, plan.tasks().size()))) {
                table.add("  " + task.role(), of(task), task.reason().wireName(), task.key());
            }
            if (!plan.tasks().isEmpty()) {
                table.lines().forEach(around.out()::println);
            }
            if (plan.tasks().size() > SHOWN) {
                around.out().println("  … and " + (plan.tasks().size() - SHOWN) + " more; --json lists all");
            }
            report.print(plan.findings());
        }
    }

    private static String of(PlannedTask task) {
        return task.archive()
                .map(a -> a.fileName() + " (" + task.parts().size() + " parts)")
                .orElseGet(() -> task.parts().isEmpty()
                        ? "the session"
                        : task.parts().get(0).toString());
    }

    private static ObjectNode json(List<Plan> plans) {
        ObjectNode json = Json.object();
        ArrayNode sessions = json.putArray("sessions");
        ArrayNode tasks = json.putArray("tasks");
        ArrayNode findings = json.putArray("findings");
        for (Plan plan : plans) {
            ObjectNode s = sessions.addObject()
                    .put("session_name", plan.session().sessionName())
                    .put("expected", plan.expected());
            ObjectNode missing = s.putObject("missing");
            Role.ALL.forEach(r -> missing.put(r.wireName(), plan.missing(r)));
            for (PlannedTask task : plan.tasks()) {
                ObjectNode t = tasks.addObject()
                        .put("role", task.role().wireName())
                        .put("session_name", plan.session().sessionName());
                task.archive().ifPresent(a -> t.put("archive", a.fileName()));
                if (task.role().isPerPart()) {
                    t.put("part", task.parts().get(0).toString());
                }
                t.put("reason", task.reason().wireName()).put("key", task.key());
            }
            plan.findings().forEach(f -> findings.add(FindingsJson.of(f)));
        }
        return json;
    }
}
