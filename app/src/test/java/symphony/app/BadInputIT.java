package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake ends with one clear message and an exit code of 1 or 2, and leaves nothing half-written. */
class BadInputIT {
    @TempDir
    Path directory;

    private SmallVineyard vineyard;
    private Cli cli;

    @BeforeEach
    void make_a_workspace() throws IOException {
        vineyard = SmallVineyard.in(directory);
        cli = new Cli(directory);
        cli.run("registry", "import", "farm.json").succeeds();
    }

    @Test
    void a_cut_task_file_an_unknown_client_and_a_missing_archive_are_named_all_at_once() throws IOException {
        Files.writeString(directory.resolve("tasks/cut.yaml"), "client_name: Synthetic\nfarm_name: [Test");
        Files.writeString(
                directory.resolve("tasks/stranger.yaml"),
                vineyard.taskFile("s2").replace("client_name: Synthetic", "client_name: Synthetik"));
        Path archive;
        try (Stream<Path> files = Files.walk(directory.resolve("storage"))) {
            archive = files.filter(f -> f.toString().endsWith(".tar.gz"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        Files.delete(archive);

        Cli.Answer answer = cli.run("init").refuses(1, "tasks/cut.yaml:2");
        assertThat(answer.out() + answer.err())
                .contains("tasks/stranger.yaml:1")
                .contains("Synthetik")
                .contains(archive.getFileName().toString());
        assertThat(Files.exists(vineyard.stored(vineyard.root().prefix()))).isFalse();
    }

    @Test
    void a_truncated_archive_goes_to_the_dead_letters_and_publishes_nothing_of_itself() throws IOException {
        cli.run("init").succeeds();
        Path archive;
        try (Stream<Path> files = Files.walk(directory.resolve("storage"))) {
            archive = files.filter(f -> f.toString().endsWith(".tar.gz"))
                    .max(Comparator.comparing(f -> f.toFile().length()))
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(content, content.length / 2));

        Cli.Answer work = cli.run("work", "--until-idle").refuses(1, "dead letters");
        assertThat(work.out()).contains(archive.getFileName().toString());
        assertThat(cli.run("queue", "peek", "dlq:s1").succeeds().out())
                .contains(archive.getFileName().toString());
        String stem = archive.getFileName().toString().replace(".tar.gz", "");
        assertThat(vineyard.names("preprocess-frames")).noneMatch(n -> n.startsWith(stem));
        assertThat(Files.exists(vineyard.stored(vineyard.root().summary()))).isFalse();
    }

    @Test
    void a_log_without_a_position_is_an_error_before_anything_is_sent() throws IOException {
        Path log;
        try (Stream<Path> files = Files.walk(directory.resolve("storage"))) {
            log = files.filter(f -> f.toString().endsWith(".csv"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(log, Files.readString(log).replaceAll("(?m)^([0-9]+,[0-9.]+),[-0-9.]+,[-0-9.]+,", "$1,,,"));
        cli.run("init").refuses(1, log.getFileName().toString());
    }

    @Test
    void a_redis_that_is_away_is_named() throws IOException {
        Files.writeString(directory.resolve("symphony.yaml"), "redis: {url: \"redis://127.0.0.1:1/0\"}\n");
        cli.run("status", "--once").refuses(1, "127.0.0.1:1");
        cli.run("init").refuses(1, "127.0.0.1:1");
    }

    @Test
    void a_configuration_that_is_not_understood_is_told_with_its_line() throws IOException {
        Files.writeString(directory.resolve("symphony.yaml"), "redis: {url: embedded}\nworkr: {lease: 5}\n");
        cli.run("status", "--once").refuses(1, "symphony.yaml:2").refuses(1, "workr");
    }

    @Test
    void wrong_usage_exits_with_two() throws IOException {
        cli.run("repare").refuses(2, "repare");
        cli.run("work", "--roles", "detektion").refuses(2, "detektion");
        cli.run("demo", directory.toString()).refuses(2, "is not empty");
        cli.run("status", "--workspace", "nowhere").refuses(2, "nowhere");
    }
}
