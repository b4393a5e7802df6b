package symphony.app.command;

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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.session.Cancellations;
import symphony.app.session.FindSessions;
import symphony.app.session.ReadTaskFiles;
import symphony.app.session.RepairSession;
import symphony.app.terminal.ProgressLine;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.SessionRoot;
import symphony.core.plan.DeepCheck;
import symphony.core.plan.Plan;
import symphony.core.plan.Scope;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.verify.Finding;

/** {@code symphony repair}: compares what should exist with what exists, and enqueues exactly what is missing. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = "Compares the row video map with what lies in storage and enqueues exactly the missing tasks.",
        footer = {
            "",
            "Without FILE: every tasks/*.yaml, and every session that storage knows, but for cancelled ones.",
            "",
            "Examples:",
            "  symphony repair --dry-run           what is missing, and why",
            "  symphony repair tasks/12D.yaml      enqueue what is missing of one session",
            "  symphony repair --deep              read every artifact to its end, and prove it",
            "  symphony repair --outdated          make again what was made with other parameters or programs",
            "  symphony repair --watch             heal lost tasks and wiped queues until told to stop",
            "  symphony repair --redo --stage detection --rows 3-5 tasks/12D.yaml"
        })
public final class RepairCommand implements Callable<Integer> {
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

    @Option(names = "--watch", description = "Go on comparing, and heal what is lost, until told to stop.")
    private boolean watch;

    @Option(names = "--deep", description = "Read every artifact and hold it against its checksum, or open it.")
    private boolean deep;

    @Option(names = "--outdated", description = "Make due again what other parameters, another model or program made.")
    private boolean outdated;

    public RepairCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        if (redo && outdated) {
            throw UserError.usage("--redo does everything again, --outdated what was made otherwise; give one");
        }
        Scope scope = scope();
        try (Workspace workspace = options.open(around)) {
            if (watch) {
                return watch(workspace);
            }
            ReadTaskFiles.Sessions sessions = sessions(workspace);
            List<Finding> findings = new ArrayList<>(sessions.findings());
            if (!json) {
                new FindingsReport(around).print(findings);
            }
            RepairSession repair = new RepairSession(workspace.store(), workspace.queue(), Watching.survey(workspace));
            boolean failed = findings.stream().anyMatch(Finding::isError);
            List<Plan> plans = new ArrayList<>();
            int enqueued = 0;
            for (Session wanted : sessions.ready()) {
                try {
                    RepairSession.Wish wish =
                            new RepairSession.Wish(scope, redone(), outdated, deepCheck(workspace, wanted));
                    RepairSession.Due due = dryRun ? repair.due(wanted, wish) : repair.settled(wanted, wish);
                    enqueued += dryRun ? 0 : repair.enqueue(due.plan().queueTasks());
                    failed |= due.plan().hasErrors();
                    if (json) {
                        plans.add(due.plan());
                    } else {
                        new PlanText(around).print(due, outdated || redo);
                    }
                } catch (IOException | MalformedFile e) {
                    failed = true;
                    Finding finding = FindSessions.unreadable(wanted.root().prefix(), e);
                    findings.add(finding);
                    if (!json) {
                        new FindingsReport(around).print(List.of(finding));
                    }
                }
            }
            if (json) {
                PlanJson.write(plans, findings, around.out());
            } else {
                around.out()
                        .println(
                                dryRun
                                        ? "Nothing was enqueued (--dry-run)."
                                        : Counted.of(enqueued, "task") + " enqueued.");
            }
            return failed ? 1 : 0;
        }
    }

    /** Sessions that were sent once; a file that somebody is still writing starts none. */
    private int watch(Workspace workspace) throws IOException {
        if (dryRun || json || redo || outdated || deep || stage != null || rows != null || !scans.isEmpty()) {
            throw UserError.usage("--watch compares whole sessions and takes no other option of repair");
        }
        Set<SessionRoot> wanted = new HashSet<>();
        if (!files.isEmpty()) {
            ReadTaskFiles.Sessions named =
                    new ReadTaskFiles(workspace, around.clock()).registryOnly(workspace.taskFilesOr(files));
            new FindingsReport(around).print(named.findings());
            if (named.findings().stream().anyMatch(Finding::isError)) {
                return 1;
            }
            named.ready().forEach(s -> wanted.add(s.root()));
        }
        around.out()
                .println("Watching " + workspace.store().describe() + "; Redis "
                        + workspace.redis().place() + "; Ctrl-C stops");
        around.out().flush();
        Watching.of(workspace, root -> wanted.isEmpty() || wanted.contains(root), around)
                .run();
        return 0;
    }

    private ReadTaskFiles.Sessions sessions(Workspace workspace) throws IOException {
        ReadTaskFiles read = new ReadTaskFiles(workspace, around.clock());
        if (!files.isEmpty()) {
            return read.registryOnly(workspace.taskFilesOr(files));
        }
        List<Path> all = workspace.taskFiles();
        ReadTaskFiles.Sessions byFile =
                all.isEmpty() ? new ReadTaskFiles.Sessions(List.of(), List.of()) : read.registryOnly(all);
        List<Session> ready = new ArrayList<>(byFile.ready());
        Set<SessionRoot> known = new HashSet<>();
        ready.forEach(s -> known.add(s.root()));
        FindSessions.Found stored = new FindSessions(workspace.store()).all();
        stored.sessions().stream().filter(s -> known.add(s.root())).forEach(ready::add);
        List<Finding> findings = new ArrayList<>(byFile.findings());
        findings.addAll(stored.findings());
        if (ready.isEmpty() && findings.isEmpty()) {
            throw UserError.failed("nothing to repair: no tasks/*.yaml in " + workspace.directory()
                    + " and no session in " + workspace.store().describe());
        }
        Cancellations cancellations =
                new Cancellations(workspace.store(), workspace.queue().control());
        ReadTaskFiles.Sessions others = new ReadTaskFiles.Sessions(ready, findings)
                .withoutThose(dryRun ? cancellations.among(ready) : cancellations.upheldAmong(ready));
        findings.addAll(others.findings());
        return new ReadTaskFiles.Sessions(others.ready(), findings);
    }

    private Optional<DeepCheck> deepCheck(Workspace workspace, Session session) {
        if (!deep) {
            return Optional.empty();
        }
        ProgressLine line = new ProgressLine(around.err(), around.terminal(), around.clock());
        AtomicLong artifacts = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        return Optional.of(new DeepCheck(workspace.store(), Runtime.getRuntime().availableProcessors(), read -> {
            long megabytes = bytes.addAndGet(read) / 1_000_000;
            long count = artifacts.incrementAndGet();
            if (around.terminal()) {
                line.show(session.sessionName() + ": " + count + " artifacts, " + megabytes + " MB read");
            }
        }));
    }

    private Optional<Redo> redone() {
        return redo
                ? Optional.of(new Redo(1, role().orElse(Role.RVM), wantedRows(), new TreeSet<>(scans)))
                : Optional.empty();
    }

    private SortedSet<Integer> wantedRows() {
        return rows == null ? Collections.emptySortedSet() : RowRanges.parse(rows);
    }

    private Optional<Role> role() {
        if (stage == null) {
            return Optional.empty();
        }
        return Optional.of(Role.parse(stage)
                .orElseThrow(() -> UserError.usage("--stage: '" + stage + "' is no role; roles are " + Role.ALL)));
    }

    private Scope scope() {
        SortedSet<Integer> wanted = wantedRows();
        Set<Role> roles =
                role().map(r -> redo ? Scope.from(r).roles() : Set.of(r)).orElse(Set.copyOf(Role.ALL));
        return new Scope(row -> wanted.isEmpty() || wanted.contains(row), Set.copyOf(scans), roles);
    }
}
