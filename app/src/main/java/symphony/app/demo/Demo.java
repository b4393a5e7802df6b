package symphony.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.command.FindingsReport;
import symphony.app.config.Setting;
import symphony.app.doctor.ConfigurationSources;
import symphony.app.session.ReadTaskFiles;
import symphony.app.session.SendSession;
import symphony.app.terminal.ProgressLine;
import symphony.app.work.RunWorker;
import symphony.core.artifact.Direction;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.registry.Client;
import symphony.core.registry.ImportOptions;
import symphony.core.registry.ImportResult;
import symphony.core.registry.RegistryImport;
import symphony.core.registry.RegistryJson;
import symphony.core.session.Session;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.vision.sim.GroundTruth;
import symphony.vision.sim.RiseholmeBlock;
import symphony.vision.sim.Simulator;
import symphony.vision.sim.SimulatorSettings;

/**
 * A surveyed vineyard is filmed by the simulator, registered, verified, sent, worked on and reported; on the embedded back
 * ends, or on those that the settings name.
 */
public final class Demo {
    private static final String SESSION = "demo";
    private static final String SETTINGS = "symphony.yaml";
    private static final List<String> BACK_ENDS = List.of("redis.url", "registry.url", "storage.url");
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Surroundings around;
    private final long seed;
    private final int slots;
    private final ProgressLine line;

    public Demo(Surroundings around, long seed, int slots) {
        this.around = around;
        this.seed = seed;
        this.slots = slots;
        this.line = new ProgressLine(around.out(), around.terminal(), around.clock());
    }

    /** @return the exit code */
    public int run(Path directory) throws IOException {
        Instant start = around.clock().instant();
        claim(directory);
        try (Workspace workspace = Workspace.open(directory, Map.of(), around)) {
            around.out().println("Workspace " + workspace.shown(directory));
            backEnds(workspace);
            Client client = RiseholmeBlock.client();
            new UnusedBackEnds(workspace).check(client);
            GroundTruth truth = film(client, workspace);
            register(client, workspace);
            Session session = send(client, workspace);
            work(session, workspace);
            return report(
                    session,
                    truth,
                    workspace,
                    Duration.between(start, around.clock().instant()));
        }
    }

    private static void claim(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> inside = Files.list(directory)) {
            if (inside.anyMatch(file -> !file.endsWith(SETTINGS))) {
                throw UserError.usage(directory + " is not empty; name a folder that is, or that holds " + SETTINGS
                        + " alone, or none");
            }
        }
    }

    /** Those that somebody chose. */
    private void backEnds(Workspace workspace) {
        ConfigurationSources.of(workspace.configuration(), around.environment()).stream()
                .filter(line -> BACK_ENDS.contains(line.key()) && !line.source().equals(Setting.DEFAULT))
                .forEach(line -> around.out()
                        .println(String.format("  %-13s %s  (%s)", line.key(), line.value(), line.source())));
    }

    private GroundTruth film(Client client, Workspace workspace) throws IOException {
        Path folder =
                workspace.localStorage().orElseGet(() -> workspace.directory().resolve("film"));
        Files.createDirectories(folder);
        GroundTruth truth = new Simulator(SimulatorSettings.demo(seed))
                .film(
                        client,
                        folder,
                        (done, text) ->
                                line.show(String.format(Locale.ROOT, "1/5 filming  %3.0f %%  %s", done * 100, text)));
        if (workspace.localStorage().isEmpty()) {
            Upload.all(
                    folder,
                    workspace.store(),
                    (done, all) -> line.show("1/5 sending  " + done + " of " + all + " files"));
        }
        line.done("1/5 filmed   a scan of two cameras along both sides of every row (simulated)");
        Files.writeString(workspace.directory().resolve("truth.json"), Json.pretty(truth.toJson()));
        return truth;
    }

    private void register(Client client, Workspace workspace) throws IOException {
        Path file = workspace.directory().resolve("farm.json");
        Files.writeString(file, Json.pretty(RegistryJson.write(List.of(client))));
        ImportResult result = RegistryImport.read(file, ImportOptions.NONE);
        refuse(result.findings());
        workspace.registry().save(result.clients());
        line.done("2/5 imported farm.json into the registry");
    }

    private Session send(Client client, Workspace workspace) throws IOException {
        Path tasks = Files.createDirectories(workspace.directory().resolve("tasks"));
        Path file = tasks.resolve("riseholme.yaml");
        Files.writeString(
                file,
                """
                client_name: %s
                farm_name: %s
                block_name: %s
                session_name: %s
                test: True
                include_scans:
                exclude_scans:
                role: rvm
                detection_params: {}
                """
                        .formatted(
                                client.name(),
                                client.farms().get(0).name(),
                                client.farms().get(0).blocks().get(0).name(),
                                SESSION));
        ReadTaskFiles.Sessions sessions = new ReadTaskFiles(workspace, around.clock()).verified(List.of(file));
        refuse(sessions.findings());
        Session session = sessions.ready().get(0);
        SendSession.Sent sent = new SendSession(workspace.store(), workspace.queue()).send(session);
        line.done("3/5 verified tasks/riseholme.yaml and enqueued " + sent.enqueued() + " task on rvm:" + SESSION);
        return session;
    }

    private void refuse(List<Finding> findings) {
        if (findings.stream().anyMatch(Finding::isError)) {
            new FindingsReport(around).print(findings);
            throw UserError.failed("the demo's own files do not verify; please report this");
        }
    }

    private void work(Session session, Workspace workspace) {
        PipelineProgress progress = new PipelineProgress(line, workspace.store(), session.root());
        line.show("4/5 working with " + slots + " processes");
        new RunWorker(workspace, progress, around.clock()).run(Role.ALL, slots, true, GRACE);
        line.done("4/5 worked   " + progress.inStorage());
    }

    private int report(Session session, GroundTruth truth, Workspace workspace, Duration took) throws IOException {
        SessionRoot root = session.root();
        if (workspace.store().find(root.summary()).isEmpty()) {
            throw UserError.failed("there is no summary: symphony status --workspace "
                    + workspace.shown(workspace.directory()) + " shows what died, and why");
        }
        JsonNode summary;
        try (var in = workspace.store().open(root.summary())) {
            summary = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        line.done("5/5 counted; visible clusters per row side beside the simulated truth:");
        around.out().println();
        comparison(summary, truth).lines().forEach(l -> around.out().println("  " + l));
        around.out().println();
        where("report", root.key("report/index.html"), workspace);
        where("yield map", root.key("summary.png"), workspace);
        around.out().println("workspace  " + workspace.shown(workspace.directory()));
        around.out()
                .println(String.format(
                        Locale.ROOT,
                        "%nTook %d s. Go on in the workspace: symphony status, symphony "
                                + "results %s, symphony repair --dry-run",
                        took.toSeconds(),
                        SESSION));
        return 0;
    }

    private void where(String what, String key, Workspace workspace) throws IOException {
        workspace.store().find(key).ifPresent(object -> around.out()
                .println(String.format("%-10s %s", what, workspace.shown(object))));
    }

    private static Table comparison(JsonNode summary, GroundTruth truth) {
        Table table = new Table("ROW", "DIR1", "TRUTH", "DIR2", "TRUTH");
        for (JsonNode row : summary.path("rows")) {
            int number = row.path("row").asInt();
            table.add(
                    number,
                    shown(row.path("dir1")),
                    visible(truth, number, Direction.DIR1),
                    shown(row.path("dir2")),
                    visible(truth, number, Direction.DIR2));
        }
        table.add(
                "all",
                summary.path("total").path("visible_clusters").asText(),
                truth.total().visible(),
                "",
                "");
        return table;
    }

    private static String shown(JsonNode count) {
        return count.isNull() ? "-" : count.asText();
    }

    private static String visible(GroundTruth truth, int row, Direction side) {
        Optional<GroundTruth.Count> count = truth.rowSide(row, side);
        return count.map(c -> Integer.toString(c.visible())).orElse("-");
    }
}
