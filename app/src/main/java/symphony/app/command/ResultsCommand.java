package symphony.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.results.HowFar;
import symphony.app.session.FindSessions;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;

/** {@code symphony results SESSION}: the counts, and where the report, the map and the tables lie. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = "Shows a session's counts per row and where its report, map and tables lie.",
        footer = {
            "",
            "Examples:",
            "  symphony results s1",
            "  symphony results s1 --json",
            "  symphony results open s1",
            "  symphony results export s1 --output s1.gpkg"
        })
public final class ResultsCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(paramLabel = "SESSION", arity = "0..1", description = "The session's name.")
    private @Nullable String session;

    @Option(names = "--json", description = "The summary and the files as one line of JSON.")
    private boolean json;

    private ResultsCommand(Surroundings around) {
        this.around = around;
    }

    /** The command and what lies below it. */
    public static CommandLine of(Surroundings around) {
        return new CommandLine(new ResultsCommand(around))
                .addSubcommand(new ResultsOpenCommand(around))
                .addSubcommand(new ResultsExportCommand(around));
    }

    @Override
    public Integer call() throws IOException {
        if (session == null) {
            throw UserError.usage("results of what? symphony results SESSION, symphony results open SESSION or"
                    + " symphony results export SESSION");
        }
        try (Workspace workspace = options.open(around)) {
            for (SessionRoot root : new FindSessions(workspace.store()).known(session)) {
                show(workspace, root);
            }
            return 0;
        }
    }

    /** What to say of a session without a summary. */
    static UserError unfinished(SessionRoot root, ArtifactStore store) throws IOException {
        return UserError.failed(root + " is not finished: "
                + HowFar.of(root, store).map(HowFar::toString).orElse("it has no session.json")
                + ". symphony status shows the work, symphony repair --dry-run what is missing");
    }

    private void show(Workspace workspace, SessionRoot root) throws IOException {
        JsonNode summary;
        try (var in = workspace.store().open(root.summary())) {
            summary = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (ObjectMissing e) {
            throw unfinished(root, workspace.store());
        }
        List<String> files = files(workspace, root);
        if (json) {
            ObjectNode out = Json.object();
            out.set("summary", summary);
            ArrayNode list = out.putArray("files");
            files.forEach(list::add);
            around.out().println(Json.line(out));
            return;
        }
        around.out()
                .println(root.sessionName() + ": "
                        + summary.path("total").path("visible_clusters").asText() + " visible clusters");
        table(summary).lines().forEach(around.out()::println);
        files.forEach(around.out()::println);
    }

    static Table table(JsonNode summary) {
        Table table = new Table("ROW", "DIR1", "DIR2", "COVERAGE");
        for (JsonNode row : summary.path("rows")) {
            JsonNode coverage = row.path("coverage");
            table.add(
                    row.path("row").asText(),
                    row.path("dir1").isNull() ? "-" : row.path("dir1").asText(),
                    row.path("dir2").isNull() ? "-" : row.path("dir2").asText(),
                    coverage.isNumber() ? Math.round(coverage.asDouble() * 100) + "%" : "-");
        }
        return table;
    }

    static List<String> files(Workspace workspace, SessionRoot root) throws IOException {
        List<StoredObject> all = new ArrayList<>(workspace.store().list(root.key("summary.")));
        all.addAll(workspace.store().list(root.key("report/")));
        return all.stream().map(workspace::shown).toList();
    }
}
