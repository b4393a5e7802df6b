package symphony.app.command.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.queue.Glob;
import symphony.app.queue.LoadQueues;
import symphony.app.queue.QueueFile;
import symphony.app.terminal.ProgressLine;
import symphony.core.json.Json;

/** {@code symphony queue load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Puts saved queues back beside what is there. What is there already is left out, so it may be done"
                        + " again. A file that is not whole is refused before anything is changed.",
        footer = {
            "",
            "Examples:",
            "  symphony queue load monday.jsonl --dry-run",
            "  symphony queue load monday.jsonl",
            "  symphony queue load monday.jsonl 'detection:*'"
        })
public final class LoadCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ChangeOptions change = new ChangeOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "What symphony queue save wrote.")
    private @Nullable Path file;

    @Parameters(index = "1..*", paramLabel = "GLOB", description = "Only these queues of it, as detection:* or dlq:*.")
    private List<String> globs = new ArrayList<>();

    public LoadCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        QueueFile.Whole source = new QueueFile(
                        around.directory().resolve(String.valueOf(file)).normalize())
                .checked(QueueFile.of(globs.stream().map(Glob::new).toList()));
        long lines = source.count();
        if (lines == 0 && !globs.isEmpty()) {
            throw UserError.failed("nothing in " + file + " is of " + String.join(", ", globs));
        }
        if (change.dryRun()) {
            return tell(lines, lines);
        }
        try (Workspace workspace = change.open(around)) {
            ProgressLine progress = new ProgressLine(around.err(), around.terminal(), around.clock());
            int back = new LoadQueues(workspace.queue(), UUID.randomUUID().toString()).load(source, read -> {
                if (around.terminal()) {
                    progress.show("line " + read + " of " + lines);
                }
            });
            return tell(lines, back);
        }
    }

    private int tell(long lines, long back) {
        return change.tell(
                around,
                change.dryRun()
                        ? Counted.of(lines, "line") + " to put back; those that are there already are left out"
                        : back + " put back of " + Counted.of(lines, "line")
                                + "; the others were there already, or are pauses, cancellations and weights",
                Json.object()
                        .put("file", String.valueOf(file))
                        .put("lines", lines)
                        .put("put_back", back));
    }
}
