package symphony.app.command.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Counted;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.command.WorkspaceOptions;
import symphony.app.queue.Glob;
import symphony.app.queue.QueueFile;
import symphony.core.json.Json;
import symphony.core.queue.Saved;

/** {@code symphony queue save}. */
@Command(
        name = "save",
        mixinStandardHelpOptions = true,
        description =
                "Writes the queues to a file: what waits, runs or is delayed, dead letters and why; of all queues also"
                        + " pauses, cancelled sessions and weights. Nothing is taken out.",
        footer = {"", "Examples:", "  symphony queue save monday.jsonl", "  symphony queue save s1.jsonl '*:s1' dlq:s1"
        })
public final class SaveCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions at = new WorkspaceOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "A new file.")
    private @Nullable Path file;

    @Parameters(
            index = "1..*",
            paramLabel = "GLOB",
            description = "Which queues, as detection:* or dlq:*; default: all.")
    private List<String> globs = new ArrayList<>();

    @Option(names = "--replace", description = "Replace the file if it is there.")
    private boolean replace;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    public SaveCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        Path target = around.directory().resolve(String.valueOf(file)).normalize();
        if (Files.exists(target) && !replace) {
            throw UserError.failed(target + " is there already; name another file, or say --replace");
        }
        try (Workspace workspace = at.open(around)) {
            List<Glob> chosen = globs.stream().map(Glob::new).toList();
            Queues.checkMatches(chosen, workspace.queue().status());
            Predicate<Saved> filter = QueueFile.of(chosen);
            long lines = new QueueFile(target)
                    .write(
                            around.clock().instant(),
                            sink -> workspace.queue().control().save(line -> {
                                if (chosen.isEmpty() || filter.test(Saved.parse(line))) {
                                    sink.accept(line);
                                }
                            }));
            around.out()
                    .println(
                            json
                                    ? Json.line(Json.object()
                                            .put("file", target.toString())
                                            .put("lines", lines))
                                    : Counted.of(lines, "line") + " saved in " + workspace.shown(target)
                                            + "; symphony queue load " + workspace.shown(target) + " puts them back");
            return 0;
        }
    }
}
