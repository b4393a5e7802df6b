package symphony.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.app.scan.FindScans;
import symphony.app.terminal.Ask;
import symphony.core.registry.FillCounts;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;

/** Mends what is safe to mend of what was found: each thing is shown, and asked for, before it is done. */
final class FixDialogue {
    private final Surroundings around;
    private final Workspace workspace;
    private final boolean yes;

    FixDialogue(Surroundings around, Workspace workspace, boolean yes) {
        this.around = around;
        this.workspace = workspace;
        this.yes = yes;
    }

    void run(List<Finding> findings) throws IOException {
        for (FillCounts fill : FillCounts.of(workspace.registry().export())) {
            around.err().println("fix: " + fill.text());
            if (yes || new Ask(around).yes("Write it into the registry?")) {
                workspace.registry().save(List.of(fill.client()));
            }
        }
        Set<String> misnamed = new TreeSet<>();
        findings.stream()
                .filter(f -> f.code().equals(FindingCode.FILE_NAME_INVALID.text()))
                .forEach(f -> misnamed.add(f.place().file()));
        Surroundings aside = new Surroundings(
                around.directory(),
                around.environment(),
                around.err(),
                around.err(),
                around.terminal(),
                around.home(),
                around.clock());
        FindScans scans = new FindScans(workspace.store(), workspace.registry());
        for (String prefix : misnamed) {
            around.err().println("fix: files of old names under " + prefix);
            new RenameDialogue(aside, workspace, scans, null, false, yes, false, false).run(prefix);
        }
    }
}
