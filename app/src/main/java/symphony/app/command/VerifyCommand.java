package symphony.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.session.ReadTaskFiles;
import symphony.core.json.Json;
import symphony.core.session.Session;
import symphony.core.session.TaskFileSchema;
import symphony.core.verify.Depth;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;

/** {@code symphony verify}: every finding of every task file, all at once; sends nothing. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies task files against registry and storage; sends nothing.",
        footer = {
            "",
            "Examples:",
            "  symphony verify",
            "  symphony verify --json tasks/12D.yaml",
            "  symphony verify --format sarif > findings.sarif",
            "  symphony verify --fix",
            "  symphony verify --explain scan-not-of-block"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Task files; default: every tasks/*.yaml.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "human (the default), json, sarif (SARIF 2.1.0), or github (annotations of a workflow).")
    private FindingsReport.@Nullable Format format;

    @Option(names = "--json", description = "One line of JSON; the same as --format json.")
    private boolean json;

    @Option(names = "--deep", description = "Reads every archive whole and counts its frames.")
    private boolean deep;

    @Option(names = "--quick", description = "Reads beginnings and ends only: of each log its first line and its last.")
    private boolean quick;

    @Option(names = "--strict", description = "Warnings alone exit with 1 too.")
    private boolean strict;

    @Option(
            names = "--fix",
            description =
                    "Mends what is safe, each thing shown and asked for before: num_rows from rows and num_plants from"
                            + " vines of these files' blocks, files of old names of their scans; then verifies again.")
    private boolean fix;

    @Option(names = "--yes", description = "With --fix: do not ask.")
    private boolean yes;

    @Option(names = "--explain", paramLabel = "CODE", description = "What a code means and how to mend it.")
    private @Nullable String code;

    @Option(names = "--schema", description = "Prints the JSON Schema of a task file, for editors.")
    private boolean schema;

    public VerifyCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        if (code != null) {
            String wanted = code;
            around.out()
                    .println(FindingCode.parse(wanted)
                            .map(FindingCode::explanation)
                            .orElseThrow(() -> UserError.usage("there is no code '" + wanted
                                    + "'; docs/reference/findings.md" + " lists them all")));
            return 0;
        }
        if (schema) {
            around.out().print(Json.pretty(TaskFileSchema.json()));
            return 0;
        }
        try (Workspace workspace = options.open(around)) {
            List<Path> all = workspace.taskFilesOr(files);
            List<Finding> findings = verified(workspace, all);
            if (fix) {
                List<Session> sessions = new ReadTaskFiles(workspace, around.clock())
                        .registryOnly(all)
                        .ready();
                new FixDialogue(around, workspace, yes).run(findings, sessions);
                findings = verified(workspace, all);
            }
            Set<String> names = all.stream().map(workspace::shown).collect(Collectors.toSet());
            new FindingsReport(around).print(findings, format(), names);
            if (format() == FindingsReport.Format.HUMAN) {
                around.out().println(summary(all.size(), findings));
            }
            return findings.stream().anyMatch(f -> strict || f.isError()) ? 1 : 0;
        }
    }

    private List<Finding> verified(Workspace workspace, List<Path> all) throws IOException {
        VerifyProgress progress = new VerifyProgress(around);
        List<Finding> findings = new ReadTaskFiles(workspace, around.clock())
                .verified(all, depth(), progress)
                .findings();
        progress.done();
        return findings;
    }

    private Depth depth() {
        if (deep && quick) {
            throw UserError.usage("--deep reads everything and --quick next to nothing: give one of them");
        }
        return deep ? Depth.DEEP : quick ? Depth.QUICK : Depth.LOGS;
    }

    private FindingsReport.Format format() {
        if (json && format != null && format != FindingsReport.Format.JSON) {
            throw UserError.usage("--json and --format " + format.name().toLowerCase(Locale.ROOT)
                    + " contradict each other: give one of them");
        }
        return json ? FindingsReport.Format.JSON : format == null ? FindingsReport.Format.HUMAN : format;
    }

    private static String summary(int files, List<Finding> findings) {
        long errors = findings.stream().filter(Finding::isError).count();
        return Counted.of(files, "task file") + ": " + Counted.of(errors, "error") + ", "
                + Counted.of(findings.size() - errors, "warning");
    }
}
