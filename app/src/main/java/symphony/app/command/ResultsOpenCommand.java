package symphony.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.session.FindSessions;
import symphony.app.terminal.Browser;
import symphony.core.artifact.SessionRoot;

/** {@code symphony results open}: the report in a browser. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the report of a finished session in the browser, the one that the variable BROWSER names or the system's;"
                    + " where there is none, says where the report lies.",
            "Of a storage that is no folder, a copy in the folder for temporary files is shown."
        },
        footer = {"", "Example:", "  symphony results open s1"})
public final class ResultsOpenCommand implements Callable<Integer> {
    private static final String REPORT = "report/index.html";

    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(paramLabel = "SESSION", description = "The session's name.")
    private String session = "";

    public ResultsOpenCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = options.open(around)) {
            for (SessionRoot root : new FindSessions(workspace.store()).known(session)) {
                Path page = page(workspace, root);
                boolean shown = new Browser(around).show(page);
                around.out().println(shown ? workspace.shown(page) : "there is no browser here; open " + page);
            }
            return 0;
        }
    }

    private static Path page(Workspace workspace, SessionRoot root) throws IOException {
        String key = root.key(REPORT);
        if (workspace.store().find(root.summary()).isEmpty()) {
            throw ResultsCommand.unfinished(root, workspace.store());
        }
        if (workspace.store().find(key).isEmpty()) {
            throw UserError.failed(root + " has no " + REPORT + ": its program for postprocess writes none");
        }
        Optional<Path> folder = workspace.localStorage();
        if (folder.isPresent()) {
            return folder.get().resolve(key);
        }
        Path copy = Files.createTempDirectory("symphony-report").resolve(root.sessionName() + ".html");
        workspace.store().download(key, copy);
        return copy;
    }
}
