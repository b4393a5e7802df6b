package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that cannot be is told with its line, and is no error of ours. */
class BadSettingsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://farm",
                "farm:9376",
                "redis:farm",
                "redis://",
                "redis://farm:port",
                "redis://farm:99999",
                "redis://farm/main",
                "redis://:9376",
                "redis://:se/cret@farm",
                "redis://:se cret@farm",
                "redis://:%zz@farm"
            })
    void a_url_that_is_none_of_redis(String url) throws IOException {
        setting("redis: {url: \"" + url + "\"}");
        refused("status", "--once");
        refused("queue", "ls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://farm", "s3:bucket", "s3://", "file:\\0", "s3://buck et"})
    void a_storage_of_no_kind(String url) throws IOException {
        setting("storage: {url: \"" + url + "\"}");
        refused("scan", "ls");
    }

    private void setting(String line) throws IOException {
        Files.writeString(directory.resolve("symphony.yaml"), line + "\n");
    }

    private void refused(String... command) {
        Cli.Answer answer = new InProcess(directory).run(command).refuses(1, "symphony.yaml:1");
        assertThat(answer.err()).doesNotContain("cret");
    }
}
