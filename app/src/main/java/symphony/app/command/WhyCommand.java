package symphony.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
import symphony.app.session.FindArtifacts;
import symphony.app.session.FindSessions;
import symphony.app.session.SessionDues;
import symphony.core.json.Json;
import symphony.core.plan.ArtifactStory;

/** {@code symphony why}: who made an artifact, of what, when; or why it is due. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Says who made an artifact, of what, with what and when; or why it is due; and its history.",
        footer = {
            "",
            "What it says comes from storage; where Redis answers, it says too whether the task waits or has failed.",
            "",
            "Examples:",
            "  symphony why 2017-06-30_10-01_22179657_10_04-row2-dir2-2of2    the three artifacts of a row part",
            "  symphony why detection/2017-06-30_10-01_22179657_10_04-preprocess-row2-dir2-2of2.zip",
            "  symphony why summary.json --session 12d"
        })
public final class WhyCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(
            paramLabel = "ARTIFACT|PART",
            arity = "1",
            description =
                    "A key in the storage, a file there, an artifact's file name, or a row part as plans name it.")
    private String what;

    @Option(names = "--session", paramLabel = "NAME", description = "Only in this session.")
    private @Nullable String session;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    public WhyCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = options.open(around)) {
            if (session != null) {
                new FindSessions(workspace.store()).known(session);
            }
            List<FindArtifacts.Found> found =
                    new FindArtifacts(workspace.store()).named(key(workspace), Optional.ofNullable(session));
            if (found.isEmpty()) {
                throw UserError.failed("no session in " + workspace.store().describe() + " expects or holds " + what
                        + "; symphony repair --dry-run --json lists what is due");
            }
            ArrayNode all = Json.object().putArray("artifacts");
            WhyText text = new WhyText(around.out());
            for (FindArtifacts.Found in : found) {
                SessionDues dues =
                        SessionDues.of(in.root(), workspace.store(), workspace::queue, Watching.asked(workspace));
                for (ArtifactStory story : in.stories()) {
                    if (json) {
                        all.add(WhyJson.of(in.root(), story, dues.of(story)));
                    } else {
                        text.print(in.root(), story, dues.of(story));
                    }
                }
            }
            if (json) {
                ObjectNode answer = Json.object();
                answer.set("artifacts", all);
                around.out().println(Json.line(answer));
            }
            return 0;
        }
    }

    /** A file in the storage folder, as a shell completes it, is meant as its key. */
    private String key(Workspace workspace) {
        try {
            Path storage = workspace.storageFolder().toAbsolutePath().normalize();
            Path file = around.directory().resolve(what).normalize();
            return file.startsWith(storage) && !file.equals(storage)
                    ? storage.relativize(file).toString().replace('\\', '/')
                    : what;
        } catch (InvalidPathException | UserError e) {
            return what; // no name of a file here, or no storage in a folder
        }
    }
}
