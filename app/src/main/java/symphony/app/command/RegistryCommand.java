package symphony.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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
import symphony.app.Workspace;
import symphony.app.registry.Imported;
import symphony.app.registry.RegistryPart;
import symphony.app.registry.RegistryTree;
import symphony.app.terminal.GroundMap;
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.ImportResult;
import symphony.core.registry.RegistryImport;
import symphony.core.registry.RegistryJson;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingsJson;
import symphony.core.verify.Place;
import symphony.core.verify.RegistryCheck;

/** {@code symphony registry}: what is known of clients, farms, blocks, rows, vines and scans. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "What is known of clients, farms, blocks, rows, vines and scans: import, show, check, export.",
        footer = {
            "",
            "Examples:",
            "  symphony registry import farm.json",
            "  symphony registry import vines.csv --client Riseholme --farm Research --block A",
            "  symphony registry import survey.csv --client Oak --farm Hill --block 3 --column row=Reihe",
            "  symphony registry import poles.geojson --client Oak --farm Hill --block 3 --plant-space 1.4",
            "  symphony registry show --block 3",
            "  symphony registry check",
            "  symphony registry export > farm.json"
        })
public final class RegistryCommand implements Callable<Integer> {
    private static final int MOST_MAPS = 3;

    private final Surroundings around;

    public RegistryCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        throw UserError.usage("registry what? import, show, check or export; symphony registry --help tells more");
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Takes a registry file (JSON, YAML), or the survey of a block: GeoJSON of rows, poles, vines and outlines,"
                        + " or CSV with a line a vine or a row. Idempotent.",
                "Columns and properties are recognised by their usual names, whatever their case. Rows and vines that a"
                        + " survey does not number are put in order by where they stand, and it is said how."
            },
            footer = {
                "",
                "Examples:",
                "  symphony registry import farm.json",
                "  symphony registry import vines.csv --client Riseholme --farm Research --block A",
                "  symphony registry import survey.csv --client Oak --farm Hill --block 3 --column row=Reihe",
                "  symphony registry import poles.geojson --client Oak --farm Hill --block 3 --plant-space 1.4"
            })
    int importFile(
            @Mixin WorkspaceOptions at,
            @Mixin SurveyOptions survey,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--json", description = "Findings and notes as one line of JSON.") boolean json) {
        try (Workspace workspace = at.open(around)) {
            Path absolute = around.directory().resolve(file);
            ImportResult result = RegistryImport.read(absolute, survey.options());
            List<Finding> findings = new ArrayList<>();
            result.findings().forEach(f -> findings.add(asGiven(f, absolute, file)));
            boolean broken = findings.stream().anyMatch(Finding::isError);
            if (!broken) {
                workspace.registry().save(result.clients());
                findings.addAll(Imported.check(result.clients(), workspace.registry()));
            }
            if (json) {
                ObjectNode out = FindingsJson.of(findings);
                out.put("imported", !broken);
                out.set("notes", Json.array(result.notes()));
                around.out().println(Json.line(out));
            } else {
                new FindingsReport(around).print(findings);
                result.notes().forEach(n -> around.out().println("Note: " + n + "."));
                around.out().println(broken ? "Nothing was imported." : Imported.describe(result.clients()));
            }
            return findings.stream().anyMatch(Finding::isError) ? 1 : 0;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Runs the registry's rules without a task.",
            footer = {"", "Example:", "  symphony registry check"})
    int check(@Mixin WorkspaceOptions at, @Option(names = "--json") boolean json) throws IOException {
        try (Workspace workspace = at.open(around)) {
            List<Finding> findings = RegistryCheck.check(workspace.registry().export());
            report(findings, json);
            if (findings.isEmpty() && !json) {
                around.out().println("Nothing is wrong.");
            }
            return findings.stream().anyMatch(Finding::isError) ? 1 : 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows it as a tree, and blocks as small maps.",
            footer = {"", "Examples:", "  symphony registry show", "  symphony registry show --block 3"})
    int show(
            @Mixin WorkspaceOptions at,
            @Option(names = "--client", paramLabel = "NAME", description = "This client alone.") @Nullable
                    String client,
            @Option(names = "--farm", paramLabel = "NAME", description = "This farm alone.") @Nullable String farm,
            @Option(names = "--block", paramLabel = "NAME", description = "Blocks of this name alone.") @Nullable
                    String block,
            @Option(names = "--json", description = "One line of JSON, as registry files are.") boolean json) {
        try (Workspace workspace = at.open(around)) {
            List<Client> all = workspace.registry().export();
            List<Client> shown = RegistryPart.of(all, client, farm, block);
            if (json) {
                around.out().println(Json.line(RegistryJson.write(shown)));
            } else if (all.isEmpty()) {
                around.out().println("The registry is empty; symphony registry import FILE fills it.");
            } else if (shown.isEmpty()) {
                throw UserError.failed("the registry has nothing of that name; symphony registry show lists it all");
            } else {
                RegistryTree.of(shown, !GroundMap.isUtf8(around)).forEach(around.out()::println);
                maps(shown);
            }
            return 0;
        }
    }

    private void maps(List<Client> clients) {
        List<Block> blocks = clients.stream()
                .flatMap(c -> c.farms().stream())
                .flatMap(f -> f.blocks().stream())
                .toList();
        if (blocks.size() > MOST_MAPS) {
            around.out().println("symphony registry show --block NAME draws a block's map.");
            return;
        }
        GroundMap map = new GroundMap(around);
        for (Block block : blocks) {
            List<String> lines = map.of(Optional.of(block), List.of());
            if (!lines.isEmpty()) {
                around.out().println();
                around.out().println("block " + block.name());
                lines.forEach(around.out()::println);
            }
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes it all as a registry file (JSON).",
            footer = {"", "Example:", "  symphony registry export > farm.json"})
    int export(@Mixin WorkspaceOptions at) {
        try (Workspace workspace = at.open(around)) {
            around.out()
                    .print(Json.pretty(RegistryJson.write(workspace.registry().export())));
            return 0;
        }
    }

    /** A finding points at the file as the person named it. */
    private static Finding asGiven(Finding f, Path absolute, Path given) {
        Place place = f.place();
        return place.file().equals(absolute.toString())
                ? new Finding(
                        f.severity(),
                        f.code(),
                        new Place(given.toString(), place.line(), place.column()),
                        f.message(),
                        f.remedy())
                : f;
    }

    private void report(List<Finding> findings, boolean json) {
        FindingsReport report = new FindingsReport(around);
        if (json) {
            ObjectNode out = FindingsJson.of(findings);
            around.out().println(Json.line(out));
        } else {
            report.print(findings);
        }
    }
}
