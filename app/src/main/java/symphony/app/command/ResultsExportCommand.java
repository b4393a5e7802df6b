package symphony.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.WholeFile;
import symphony.app.Workspace;
import symphony.app.results.Format;
import symphony.app.results.HowFar;
import symphony.app.results.SessionResults;
import symphony.app.results.VineSink;
import symphony.app.session.FindSessions;
import symphony.app.terminal.ProgressLine;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.store.ArtifactStore;

/** {@code symphony results export}: sessions' results, a line a vine, for spreadsheets and maps. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the results of finished sessions, one line or feature a vine: block, row, vine, clusters of each side,"
                    + " coverage, position, scans.",
            "What was not seen is empty (null), never 0. Positions are WGS 84."
        },
        footer = {
            "",
            "Examples:",
            "  symphony results export s1 > s1.csv",
            "  symphony results export s1 --output s1.gpkg           for QGIS and ArcGIS",
            "  symphony results export s1 s2 s3 --output all.geojson",
            "  symphony results export s1 --format geojson --output - | gzip > s1.geojson.gz"
        })
public final class ResultsExportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(paramLabel = "SESSION", arity = "1..*", description = "Sessions' names; all go into one file.")
    private List<String> sessions = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, geojson or gpkg (GeoPackage); default: as the file's name ends, else csv.")
    private @Nullable Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "A new file, written whole or not at all; - or none: standard output.")
    private @Nullable Path output;

    @Option(names = "--replace", description = "Replace the file if it is there.")
    private boolean replace;

    @Option(names = "--json", description = "What was written into the file, as one line of JSON.")
    private boolean json;

    private long vines;
    private long located;

    public ResultsExportCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Path> file = Optional.ofNullable(output)
                .filter(o -> !o.toString().equals(STANDARD_OUTPUT))
                .map(o -> around.directory().resolve(o).normalize());
        Format chosen = check(file);
        try (Workspace workspace = options.open(around)) {
            List<SessionRoot> roots = finished(workspace.store());
            Format.Source source = sink -> read(workspace.store(), roots, sink);
            if (file.isEmpty()) {
                chosen.write(source, around.out());
                if (around.out().checkError()) {
                    throw UserError.failed("standard output took not all of it");
                }
                return 0;
            }
            new WholeFile(file.get())
                    .write(part -> chosen.write(source, part, around.clock().instant()));
            tell(workspace, chosen, file.get());
            return 0;
        }
    }

    private Format check(Optional<Path> file) {
        Format chosen =
                Optional.ofNullable(format).or(() -> file.flatMap(Format::of)).orElse(Format.CSV);
        if (file.isEmpty() && !chosen.isText()) {
            throw UserError.usage("a GeoPackage is a database and needs a file: say --output FILE.gpkg");
        }
        if (file.isEmpty() && json) {
            throw UserError.usage("--json tells of a file that was written; say --output FILE too");
        }
        if (file.isPresent() && Files.exists(file.get()) && !replace) {
            throw UserError.failed(file.get() + " is there already; name another file, or say --replace");
        }
        return chosen;
    }

    private List<SessionRoot> finished(ArtifactStore store) throws IOException {
        List<SessionRoot> roots = new ArrayList<>();
        for (String session : sessions) {
            for (SessionRoot root : new FindSessions(store).known(session)) {
                if (store.find(root.summary()).isEmpty()) {
                    throw ResultsCommand.unfinished(root, store);
                }
                HowFar.of(root, store).filter(far -> !far.isFinished()).ifPresent(far -> around.err()
                        .println("symphony: " + root + " is being worked on or lacks something, and its summary is of"
                                + " before: " + far));
                roots.add(root);
            }
        }
        return roots;
    }

    private void read(ArtifactStore store, List<SessionRoot> roots, VineSink sink) throws IOException {
        ProgressLine progress = new ProgressLine(around.err(), around.terminal(), around.clock());
        boolean shown = around.terminal() && output != null;
        for (SessionRoot root : roots) {
            new SessionResults(store, root).to(vine -> {
                sink.vine(vine);
                vines++;
                located += vine.at() == null ? 0 : 1;
                if (shown && vines % 10_000 == 0) {
                    progress.show(root.sessionName() + ": " + vines + " vines written");
                }
            });
        }
    }

    private void tell(Workspace workspace, Format chosen, Path file) {
        if (json) {
            ObjectNode told = Json.object().put("file", file.toString()).put("format", chosen.toString());
            told.set("sessions", Json.array(sessions));
            around.out().println(Json.line(told.put("vines", vines).put("located", located)));
            return;
        }
        around.out()
                .println(vines + " vines written to " + workspace.shown(file)
                        + (located == vines ? "" : "; the place of " + (vines - located) + " is not known"));
    }
}
