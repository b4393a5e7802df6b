package symphony.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.scan.FindScans;
import symphony.app.scan.ListScans;
import symphony.app.scan.ShowScan;
import symphony.core.json.Json;
import symphony.core.scan.OldNames;
import symphony.core.scan.StoredScan;

/** {@code symphony scan}: scans as they lie in storage. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Scans as they lie in storage: ls, show, register, rename, fix-log.",
        footer = {
            "",
            "Examples:",
            "  symphony scan ls",
            "  symphony scan show 2017-08-30_13-17",
            "  symphony scan register oak/2017-08-30_13-17",
            "  symphony scan rename 2017-08-30_13-17 --dry-run",
            "  symphony scan fix-log 2017-08-30_13-17"
        })
public final class ScanCommand implements Callable<Integer> {
    private final Surroundings around;

    public ScanCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        throw UserError.usage("scan what? ls, show, register, rename or fix-log; symphony scan --help tells more");
    }

    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "All scans in storage and registry: whether registered, block, minutes, frames, size.",
            footer = {"", "Examples:", "  symphony scan ls", "  symphony scan ls oak/2017-08"})
    int ls(
            @Mixin WorkspaceOptions at,
            @Parameters(
                            paramLabel = "PREFIX",
                            arity = "0..1",
                            defaultValue = "",
                            description = "The beginning of a scan id, or of clientid/scanid; default: all.")
                    String prefix,
            @Option(names = "--json", description = "One line of JSON.") boolean json)
            throws IOException {
        try (Workspace workspace = at.open(around)) {
            List<ListScans.Line> lines = new ListScans(find(workspace), workspace.store()).lines(prefix);
            if (json) {
                around.out().println(Json.line(ListScans.json(lines)));
            } else if (lines.isEmpty()) {
                around.out()
                        .println("There is no scan" + (prefix.isEmpty() ? "" : " whose name begins with " + prefix)
                                + ".");
            } else {
                ListScans.table(lines).forEach(around.out()::println);
            }
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "One scan: minutes there and missing, frames, quality of the positions, the track over the rows.",
            footer = {"", "Examples:", "  symphony scan show 2017-08-30_13-17"})
    int show(
            @Mixin WorkspaceOptions at,
            @Parameters(paramLabel = "SCAN", description = "A scan id, or clientid/scanid.") String name,
            @Option(names = "--json", description = "One line of JSON.") boolean json)
            throws IOException {
        try (Workspace workspace = at.open(around)) {
            FindScans scans = find(workspace);
            FindScans.Known known = scans.one(name);
            ShowScan show = new ShowScan(around, scans, workspace.store(), workspace.registry());
            if (json) {
                around.out().println(Json.line(show.json(known)));
            } else {
                show.text(known).forEach(around.out()::println);
            }
            return 0;
        }
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description = {
                "Proposes block, start rows and direction from the track and the blocks' rows, and writes the scan into the"
                        + " registry.",
                "What is said by an option wins over what is proposed. Idempotent."
            },
            footer = {
                "",
                "Examples:",
                "  symphony scan register 2017-08-30_13-17",
                "  symphony scan register oak/2017-08-30_13-17 --block 3 --cameras left=22179657,right=22179677 --yes",
                "  symphony scan register oak/2017-08 --dry-run"
            })
    int register(
            @Mixin WorkspaceOptions at,
            @Mixin RegisterOptions said,
            @Parameters(paramLabel = "PREFIX", description = "A scan, or the beginning of several names.")
                    String prefix)
            throws IOException {
        try (Workspace workspace = at.open(around)) {
            return new RegisterDialogue(around, workspace, find(workspace), said).run(prefix);
        }
    }

    @Command(
            name = "rename",
            mixinStandardHelpOptions = true,
            description = {
                "Gives files of old names, ...{camera}...{HH}_{MM}.tar.gz and ...{camera}.csv, their new ones.",
                "Each is copied, the copy compared, and a record marks it; the old file stays, since boxes in the field would"
                        + " upload it again. Stopped at any point it goes on where it was."
            },
            footer = {
                "",
                "Examples:",
                "  symphony scan rename 2017-08-30_13-17 --dry-run",
                "  symphony scan rename oak/2017-08-30_13-17 --pattern '*cam{camera}_*_{HH}_{MM}_*.tar.gz' --yes"
            })
    int rename(
            @Mixin WorkspaceOptions at,
            @Parameters(paramLabel = "PREFIX", description = "A scan, or the beginning of several names.")
                    String prefix,
            @Option(
                            names = "--pattern",
                            paramLabel = "FORM",
                            description = "How old archives are called: {camera}, {HH}, {MM}, and * for any text.")
                    @Nullable
                    String pattern,
            @Option(names = "--delete-old", description = "Remove old files whose copy is whole.") boolean deleteOld,
            @Option(names = "--yes", description = "Do not ask.") boolean yes,
            @Option(names = "--dry-run", description = "Only tell what would be done.") boolean dryRun,
            @Option(names = "--json", description = "One line of JSON.") boolean json)
            throws IOException {
        try (Workspace workspace = at.open(around)) {
            UnaryOperator<OldNames> reading = names -> pattern == null ? names : names.by(pattern);
            return new RenameDialogue(around, workspace, find(workspace), reading, deleteOld, yes, dryRun, json)
                    .run(prefix);
        }
    }

    @Command(
            name = "fix-log",
            mixinStandardHelpOptions = true,
            description =
                    "Fills the column filename of old logs from the frame numbers in the archives; the log as it was is"
                            + " kept under .symphony/logs/ beside it.",
            footer = {
                "",
                "Examples:",
                "  symphony scan fix-log 2017-08-30_13-17 --dry-run",
                "  symphony scan fix-log 2017-08-30_13-17 --camera 22179657"
            })
    int fixLog(
            @Mixin WorkspaceOptions at,
            @Parameters(paramLabel = "SCAN", description = "A scan id, or clientid/scanid.") String name,
            @Option(names = "--camera", paramLabel = "CAMERA", description = "This camera's log alone; default: all.")
                    @Nullable
                    String camera,
            @Option(names = "--dry-run", description = "Only tell what would be done.") boolean dryRun,
            @Option(names = "--json", description = "One line of JSON.") boolean json)
            throws IOException {
        try (Workspace workspace = at.open(around)) {
            FindScans scans = find(workspace);
            StoredScan scan = scans.read(scans.oneStored(name));
            return new FixLogDialogue(around, workspace.store(), dryRun, json)
                    .run(scan, camera == null ? scan.cameras() : List.of(camera));
        }
    }

    private static FindScans find(Workspace workspace) {
        return new FindScans(workspace.store(), workspace.registry());
    }
}
