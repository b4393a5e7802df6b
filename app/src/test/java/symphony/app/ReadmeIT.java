package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.json.Json;

/** What the README and the tutorial tell a reader to type, typed. */
class ReadmeIT {
    @TempDir
    Path temp;

    @Test
    void the_demo_s_commands_do_what_they_say() throws IOException {
        Path repository = repository();
        assertThat(commands(repository.resolve("README.md"), "## Run")).containsExactly("demo");
        Cli outside = new Cli(temp);
        Cli.Answer demo = outside.run("demo").succeeds();
        assertThat(demo.out()).contains("report ").contains("yield map ").contains("TRUTH");

        Cli inside = new Cli(temp.resolve("symphony-demo"));
        assertThat(inside.run("results", "demo").succeeds().out()).contains("visible clusters");
        String before = summary(inside.directory());
        assertThat(inside.run("results", "export", "demo").succeeds().out().lines())
                .as("a line a vine, and the names of the columns")
                .hasSize(Json.parse(before).get("vines").size() + 1);
        delete(inside.directory().resolve("storage"), "process-frames/row3-");
        assertThat(inside.run("repair", "--dry-run").succeeds().out()).contains("absent");
        inside.run("repair").succeeds();
        inside.run("work", "--until-idle").succeeds();
        assertThat(summary(inside.directory())).isEqualTo(before);
        assertThat(inside.run("status", "--once").succeeds().out()).contains("No queue holds a task");
        assertThat(inside.run("verify").succeeds().out()).contains("0 errors");
    }

    private static List<String> commands(Path file, String heading) throws IOException {
        String text = Files.readString(file);
        String section = text.substring(text.indexOf(heading + "\n"));
        String block = section.substring(section.indexOf("```sh\n") + 6);
        return block.substring(0, block.indexOf("```"))
                .lines()
                .map(l -> l.replace("./symphony ", "").strip())
                .toList();
    }

    private static String summary(Path workspace) throws IOException {
        try (Stream<Path> files = Files.walk(workspace.resolve("storage"))) {
            return Files.readString(
                    files.filter(f -> f.endsWith("summary.json")).findFirst().orElseThrow());
        }
    }

    private static void delete(Path storage, String piece) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(storage)) {
            found = files.filter(f -> f.toString().replace('\\', '/').contains(piece))
                    .filter(f -> !f.toString().contains(".symphony"))
                    .toList();
        }
        assertThat(found).isNotEmpty();
        for (Path file : found) {
            Files.delete(file);
        }
    }

    private static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        return Files.exists(at.resolve("README.md")) ? at : at.getParent();
    }
}
