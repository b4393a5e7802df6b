package symphony.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.ImportOptions;
import symphony.core.registry.ImportResult;
import symphony.core.registry.RegistryImport;
import symphony.core.registry.RegistryJson;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
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
            "  symphony registry check",
            "  symphony registry export > farm.json"
        })
public final class RegistryCommand implements Callable<Integer> {
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
            description = "Takes a registry file (JSON, YAML), GeoJSON of rows, poles or vines, or CSV. Idempotent.",
            footer = {
                "",
                "Examples:",
                "  symphony registry import farm.json",
                "  symphony registry import vines.csv --client Riseholme --farm Research --block A"
            })
    int importFile(
            @Mixin WorkspaceOptions at,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--client", description = "The client's name, where the file does not say it.") @Nullable
                    String client,
            @Option(names = "--farm", description = "The farm's name, where the file does not say it.") @Nullable
                    String farm,
            @Option(names = "--block", description = "The block's name, where the file does not say it.") @Nullable
                    String block,
            @Option(names = "--json", description = "Findings as one line of JSON.") boolean json)
            throws IOException {
        try (Workspace workspace = at.open(around)) {
            Path absolute = around.directory().resolve(file);
            ImportResult result = RegistryImport.read(absolute, ImportOptions.of(client, farm, block));
            List<Finding> findings = new ArrayList<>();
            result.findings().forEach(f -> findings.add(asGiven(f, absolute, file)));
            boolean broken = findings.stream().anyMatch(Finding::isError);
            if (!broken) {
                workspace.registry().save(result.clients());
                findings.addAll(RegistryCheck.check(result.clients()));
            }
            report(findings, json);
            if (!json) {
                around.out().println(broken ? "Nothing was imported." : imported(result.clients()));
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
            description = "Shows it as a tree.",
            footer = {"", "Example:", "  symphony registry show"})
    int show(@Mixin WorkspaceOptions at) {
        try (Workspace workspace = at.open(around)) {
            List<Client> clients = workspace.registry().export();
            if (clients.isEmpty()) {
                around.out().println("The registry is empty; symphony registry import FILE fills it.");
            }
            for (Client client : clients) {
                around.out().println(client.name() + "  (" + client.id() + ")");
                for (Farm farm : client.farms()) {
                    around.out().println("  farm " + farm.name());
                    farm.blocks().forEach(b -> around.out().println("    block " + describe(b)));
                }
                for (Scan scan : client.scans()) {
                    around.out()
                            .println("  scan " + scan.scanId() + "  of " + scan.farm() + " "
                                    + String.join(", ", scan.blocks()) + ", cameras "
                                    + String.join(", ", scan.cameras().keySet()));
                }
            }
            return 0;
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

    private static String describe(Block block) {
        int vines = block.rows().stream().mapToInt(RegistryCommand::vines).sum();
        return block.name() + ": " + block.rows().size() + " rows, " + vines + " vines"
                + (block.varietal().isEmpty() ? "" : ", " + block.varietal());
    }

    private static int vines(Row row) {
        Integer given = row.numPlants();
        return row.vines().isEmpty() ? (given == null ? 0 : given) : row.vines().size();
    }

    private static String imported(List<Client> clients) {
        long blocks = clients.stream()
                .flatMap(c -> c.farms().stream())
                .mapToLong(f -> f.blocks().size())
                .sum();
        long scans = clients.stream().mapToLong(c -> c.scans().size()).sum();
        return "Imported " + clients.size() + " clients, " + blocks + " blocks, " + scans + " scans.";
    }
}
