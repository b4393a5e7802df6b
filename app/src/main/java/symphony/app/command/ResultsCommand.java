package symphony.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.UserError;
import symphony.app.Workspace;
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
        footer = {"", "Examples:", "  symphony results s1", "  symphony results s1 --json"})
public final class ResultsCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(paramLabel = "SESSION", description = "The session's name.")
    private String session = "";

    @Option(names = "--json", description = "The summary and the files as one line of JSON.")
    private boolean json;

    public ResultsCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = options.open(around)) {
            ArtifactStore store = workspace.store();
            List<SessionRoot> roots = new FindSessions(store).named(session);
            if (roots.isEmpty()) {
                throw UserError.failed("there is no session '" + session + "' in " + store.describe());
            }
            for (SessionRoot root : roots) {
                show(workspace, root);
            }
            return 0;
        }
    }

    private void show(Workspace workspace, SessionRoot root) throws IOException {
        JsonNode summary;
        try (var in = workspace.store().open(root.summary())) {
            summary = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (ObjectMissing e) {
            throw UserError.failed(root + " has no summary yet; symphony repair --dry-run says what is missing");
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
