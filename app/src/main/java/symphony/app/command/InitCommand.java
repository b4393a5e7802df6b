package symphony.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.app.session.Cancellations;
import symphony.app.session.ReadTaskFiles;
import symphony.app.session.SendSession;
import symphony.core.session.Session;
import symphony.core.verify.Depth;
import symphony.core.verify.Finding;

/** {@code symphony init}: verifies task files, then fixes their sessions in storage and enqueues their first tasks. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Verifies task files against registry and storage, then enqueues them.",
        footer = {
            "",
            "A session with an error is not sent; the others are. A cancelled session is sent only when its file is named.",
            "",
            "Examples:",
            "  symphony init                    every tasks/*.yaml",
            "  symphony init tasks/12D.yaml"
        })
public final class InitCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Task files; default: every tasks/*.yaml.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--strict", description = "Warnings stop a session too.")
    private boolean strict;

    public InitCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = options.open(around)) {
            VerifyProgress progress = new VerifyProgress(around);
            ReadTaskFiles.Sessions sessions = new ReadTaskFiles(workspace, around.clock())
                    .verified(workspace.taskFilesOr(files), Depth.LOGS, progress);
            progress.done();
            new FindingsReport(around).print(sessions.findings());
            boolean refused = sessions.findings().stream().anyMatch(f -> strict || f.isError());
            if (strict && refused) {
                around.err().println("symphony: nothing was sent (--strict)");
                return 1;
            }
            SendSession send = new SendSession(workspace.store(), workspace.queue());
            for (Session session : wanted(sessions, workspace)) {
                SendSession.Sent sent = send.send(session);
                around.out().println(session.sessionName() + ": " + described(sent));
            }
            if (refused) {
                long errors =
                        sessions.findings().stream().filter(Finding::isError).count();
                around.err()
                        .println("symphony: " + Counted.of(errors, "error") + "; sessions with errors were not sent");
            }
            return refused ? 1 : 0;
        }
    }

    /** Who names no file means all sessions but those that were cancelled. */
    private List<Session> wanted(ReadTaskFiles.Sessions sessions, Workspace workspace) {
        if (!files.isEmpty()) {
            return sessions.ready();
        }
        ReadTaskFiles.Sessions others = sessions.withoutThose(
                new Cancellations(workspace.store(), workspace.queue().control()).upheldAmong(sessions.ready()));
        new FindingsReport(around).print(others.findings());
        return others.ready();
    }

    static String described(SendSession.Sent sent) {
        int planned = sent.plan().tasks().size();
        if (planned == 0) {
            return "nothing is due";
        }
        return Counted.of(sent.enqueued(), "task") + " enqueued, first "
                + sent.plan().tasks().get(0).role()
                + (sent.enqueued() < planned ? "; " + (planned - sent.enqueued()) + " waited already" : "");
    }
}
