package symphony.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.app.scan.FindScans;
import symphony.app.terminal.Ask;
import symphony.core.registry.FillCounts;
import symphony.core.scan.OldNames;
import symphony.core.session.Session;
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

    /**
     * @param findings what was found; shown before anything is asked
     * @param sessions whose blocks are known; counts of other blocks are none of these files' business
     */
    void run(List<Finding> findings, List<Session> sessions) throws IOException {
        new FindingsReport(around).print(findings);
        counts(findings, sessions);
        oldNames(findings);
    }

    private void counts(List<Finding> findings, List<Session> sessions) throws IOException {
        Set<String> told = findings.stream().map(f -> f.place().file()).collect(Collectors.toSet());
        Set<String> blocks = sessions.stream().map(s -> s.block().id()).collect(Collectors.toSet());
        for (FillCounts fill : FillCounts.of(workspace.registry().export())) {
            if (!blocks.contains(fill.block().id()) && !told.contains(place(fill))) {
                continue;
            }
            around.err().println("fix: " + fill.text());
            if (yes || new Ask(around).yes("Write it into the registry?")) {
                workspace.registry().save(List.of(fill.client()));
            }
        }
    }

    private static String place(FillCounts fill) {
        return "registry:" + fill.client().name() + "/" + fill.farm().name() + "/"
                + fill.block().name();
    }

    private void oldNames(List<Finding> findings) throws IOException {
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
            // nobody looks at each name here, so that other groups of eight digits are left to scan rename
            new RenameDialogue(aside, workspace, scans, OldNames::ofKnownCameras, false, yes, false, false).run(prefix);
        }
    }
}
