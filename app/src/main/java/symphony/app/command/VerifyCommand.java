package symphony.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.session.ReadTaskFiles;
import symphony.core.json.Json;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.FindingsJson;

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
            "  symphony verify --explain scan-not-of-block"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Task files; default: every tasks/*.yaml.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    @Option(names = "--strict", description = "Warnings alone exit with 1 too.")
    private boolean strict;

    @Option(names = "--explain", paramLabel = "CODE", description = "What a code means and how to mend it.")
    private @Nullable String code;

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
        try (Workspace workspace = options.open(around)) {
            List<Path> all = workspace.taskFilesOr(files);
            List<Finding> findings =
                    new ReadTaskFiles(workspace, around.clock()).verified(all).findings();
            if (json) {
                around.out().println(Json.line(FindingsJson.of(findings)));
            } else {
                new FindingsReport(around).print(findings);
                long errors = findings.stream().filter(Finding::isError).count();
                around.out()
                        .println(all.size() + " task files: " + errors + " errors, " + (findings.size() - errors)
                                + " warnings");
            }
            return findings.stream().anyMatch(f -> strict || f.isError()) ? 1 : 0;
        }
    }
}
