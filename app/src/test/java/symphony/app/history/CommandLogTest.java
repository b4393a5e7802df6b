package symphony.app.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLogTest {
    @TempDir
    Path workspace;

    @Test
    void entries_are_read_as_they_were_written_and_a_line_cut_by_a_crash_spoils_no_other() throws IOException {
        CommandLog log = new CommandLog(workspace);
        assertThat(read(log)).isEmpty();
        log.append(event("symphony queue pause \"*:s1\""));
        Files.writeString(log.file(), "{\"at\":\"2026-", StandardOpenOption.APPEND);
        log.append(event("symphony init"));

        assertThat(read(log)).containsExactly(event("symphony init"), event("symphony queue pause \"*:s1\""));
        assertThat(spoilt(log)).isEqualTo(1);
    }

    @Test
    void a_line_that_was_cut_within_a_letter_spoils_no_other() throws IOException {
        CommandLog log = new CommandLog(workspace);
        log.append(event("symphony queue pause *:Köln"));
        byte[] line = Files.readAllBytes(log.file());
        int within = new String(line, ISO_8859_1).indexOf("K") + 2;
        Files.write(log.file(), Arrays.copyOf(line, within));
        log.append(event("symphony init"));

        assertThat(read(log)).containsExactly(event("symphony init"));
        assertThat(spoilt(log)).isEqualTo(1);
    }

    @Test
    void no_secret_of_a_url_is_entered() {
        assertThat(Recording.typed(List.of(
                        "init",
                        "--redis",
                        "redis://user:secret@host:9376/0",
                        "--storage",
                        "azblob://c/p?sig=abc&x=1",
                        "a b",
                        "")))
                .isEqualTo("symphony init --redis redis://…@host:9376/0 --storage azblob://c/p?sig=…&x=… \"a b\" \"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://user:sec/ret@host:9376/0",
                "redis://user:s@cr@t-secret@host:9376/0",
                "redis://:my secret@host:9376/0",
                "redis:user:secret@host:9376/0",
                "--redis=redis://user:secret@host:9376/0"
            })
    void a_password_that_breaks_its_url_is_not_entered_either(String argument) {
        assertThat(Recording.typed(List.of(argument)))
                .contains("redis:")
                .contains("…@host:9376/0")
                .doesNotContain("sec")
                .doesNotContain("ret")
                .doesNotContain("user");
    }

    private static List<Event> read(CommandLog log) throws IOException {
        List<Event> events = new ArrayList<>();
        try (Timeline timeline = new Timeline(Instant.MIN, Instant.MAX)) {
            log.read(timeline);
            timeline.forEach(events::add);
        }
        return events;
    }

    private static int spoilt(CommandLog log) throws IOException {
        try (Timeline timeline = new Timeline(Instant.MIN, Instant.MAX)) {
            return log.read(timeline);
        }
    }

    private static Event event(String what) {
        return new Event(
                Event.Kind.COMMAND,
                Instant.parse("2026-11-28T03:04:05.678Z"),
                Duration.ofMillis(1_234),
                "",
                "",
                "anna",
                "master",
                what,
                "said",
                0);
    }
}
