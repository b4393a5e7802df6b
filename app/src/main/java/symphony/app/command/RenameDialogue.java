package symphony.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.scan.FindScans;
import symphony.app.scan.RenameScan;
import symphony.app.terminal.Ask;
import symphony.app.terminal.ProgressLine;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.scan.OldNames;
import symphony.core.scan.Renaming;
import symphony.core.scan.Renaming.Move;
import symphony.core.scan.StoredScan;

/** Shows which files get which names, asks, and gives them. */
final class RenameDialogue {
    private static final int MOST_SHOWN = 10;

    private final Surroundings around;
    private final Workspace workspace;
    private final FindScans scans;
    private final UnaryOperator<OldNames> reading;
    private final boolean deleteOld;
    private final boolean yes;
    private final boolean dryRun;
    private final boolean json;

    /** @param reading how old names are read, where not as usual */
    RenameDialogue(
            Surroundings around,
            Workspace workspace,
            FindScans scans,
            UnaryOperator<OldNames> reading,
            boolean deleteOld,
            boolean yes,
            boolean dryRun,
            boolean json) {
        this.around = around;
        this.workspace = workspace;
        this.scans = scans;
        this.reading = reading;
        this.deleteOld = deleteOld;
        this.yes = yes;
        this.dryRun = dryRun;
        this.json = json;
    }

    /** @return the exit code */
    int run(String prefix) throws IOException {
        ObjectNode out = Json.object();
        ArrayNode all = out.putArray("scans");
        boolean failed = false;
        for (FindScans.Known known : scans.stored(prefix)) {
            failed |= !one(known, all.addObject());
        }
        if (json) {
            around.out().println(Json.line(out));
        }
        return failed ? 1 : 0;
    }

    private boolean one(FindScans.Known known, ObjectNode out) throws IOException {
        StoredScan scan = scans.read(known);
        Renaming renaming = Renaming.of(scan, names(known, scan));
        long due = renaming.moves().stream().filter(m -> m.marked().isEmpty()).count();
        boolean clean = renaming.clashes().isEmpty();
        if (!json) {
            show(known, renaming, due);
        }
        boolean work = due > 0 || (deleteOld && !renaming.moves().isEmpty());
        RenameScan.Result result = new RenameScan.Result(0, 0, List.of(), 0);
        if (work && !dryRun && agreed(renaming, due)) {
            result = rename(scan, renaming);
        }
        tell(known, renaming, result, out);
        return clean && result.problems().isEmpty();
    }

    private OldNames names(FindScans.Known known, StoredScan scan) {
        List<String> cameras = new ArrayList<>(scan.cameras());
        known.registered().ifPresent(s -> cameras.addAll(s.cameras().keySet()));
        try {
            return reading.apply(new OldNames(cameras));
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--pattern: " + e.getMessage());
        }
    }

    private void show(FindScans.Known known, Renaming renaming, long due) {
        around.out()
                .println("scan " + known.scanId() + ": " + due + " files to rename, "
                        + (renaming.moves().size() - due) + " done before");
        renaming.moves().stream()
                .filter(m -> m.marked().isEmpty())
                .limit(MOST_SHOWN)
                .forEach(m -> around.out().println("  " + m.from().key() + " -> " + StorageKeys.baseName(m.to())));
        if (due > MOST_SHOWN) {
            around.out().println("  and " + (due - MOST_SHOWN) + " more");
        }
        renaming.unknown().stream().limit(MOST_SHOWN).forEach(k -> around.out()
                .println("  not understood, left alone: " + k));
        renaming.clashes().forEach(c -> around.out().println("  left alone: " + c));
    }

    private boolean agreed(Renaming renaming, long due) throws IOException {
        return yes
                || new Ask(around)
                        .yes(
                                deleteOld
                                        ? "Rename " + due + " files and delete the "
                                                + renaming.moves().size() + " old ones?"
                                        : "Copy " + due + " files to their new names?");
    }

    private RenameScan.Result rename(StoredScan scan, Renaming renaming) throws IOException {
        ProgressLine progress = new ProgressLine(around.err(), around.terminal(), around.clock());
        int[] seen = {0};
        Path scratch = Files.createTempDirectory("symphony-rename");
        try {
            return new RenameScan(workspace.store(), scratch)
                    .run(scan, renaming, deleteOld, move -> progress(progress, ++seen[0], renaming.moves(), move));
        } finally {
            Files.deleteIfExists(scratch);
            if (around.terminal()) {
                progress.done(seen[0] + " of " + renaming.moves().size() + " files");
            }
        }
    }

    private void progress(ProgressLine line, int seen, List<Move> moves, Move move) {
        if (around.terminal()) {
            line.show(seen + " of " + moves.size() + " files, " + move.from().key());
        }
    }

    private void tell(FindScans.Known known, Renaming renaming, RenameScan.Result result, ObjectNode out) {
        out.put("clientid", known.clientId()).put("scanid", known.scanId());
        ArrayNode moves = out.putArray("files");
        renaming.moves().forEach(m -> moves.addObject()
                .put("from", m.from().key())
                .put("to", m.to())
                .put("done_before", m.marked().isPresent()));
        out.put("renamed", result.renamed()).put("already", result.already()).put("deleted", result.deleted());
        out.set("unknown", Json.array(renaming.unknown()));
        out.set("clashes", Json.array(renaming.clashes()));
        out.set("problems", Json.array(result.problems()));
        if (!json) {
            result.problems().forEach(p -> around.out().println("  " + p));
            around.out()
                    .println(
                            dryRun
                                    ? "Nothing was done: this was a dry run."
                                    : "Renamed " + result.renamed() + ", found " + result.already()
                                            + " done before, deleted " + result.deleted() + ".");
        }
    }
}
