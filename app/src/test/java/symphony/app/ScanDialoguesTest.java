package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.contracts.verify.GoodWorkspace;

/** {@code scan} where it asks, or goes through several scans or logs. */
class ScanDialoguesTest {
    private static final String SCAN = "oak/" + GoodWorkspace.SCAN;
    private static final String LOG = GoodWorkspace.log(GoodWorkspace.LEFT);

    @TempDir
    Path directory;

    private final GoodWorkspace workspace = new GoodWorkspace();
    private InProcess cli;

    @BeforeEach
    void lay_out() throws IOException {
        workspace.film("2017-08-31_09-00");
        workspace.scan().put("startleft", 4);
        workspace.store.list("oak/2017-08-31_09-00/").stream()
                .filter(o -> o.key().endsWith(".csv"))
                .forEach(log -> workspace.store.remove(log.key()));
        cli = GoodFolder.of(directory, workspace);
    }

    @Test
    void json_registers_no_more_than_words_do() {
        cli.run("scan", "register", SCAN, "--json").refuses(2, "Say --yes where nobody can be asked");
        assertThat(startLeft()).isEqualTo(4);
        JsonNode proposed = cli.run("scan", "register", SCAN, "--json", "--dry-run")
                .succeeds()
                .json();
        assertThat(proposed.get("startleft").asInt()).isEqualTo(1);
        assertThat(proposed.get("written").asBoolean()).isFalse();
        assertThat(startLeft()).isEqualTo(4);
        assertThat(cli.run("scan", "register", SCAN, "--json", "--yes")
                        .succeeds()
                        .json()
                        .get("written")
                        .asBoolean())
                .isTrue();
        assertThat(startLeft()).isEqualTo(1);
    }

    @Test
    void of_several_scans_one_without_a_log_hides_none() {
        Cli.Answer answer = cli.run("scan", "register", "oak/2017-08", "--yes");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err()).contains("scan 2017-08-31_09-00 has no log that can be read");
        assertThat(answer.out()).contains("Registered " + GoodWorkspace.SCAN);
        cli.run("scan", "register", "2017-08-31_09-00", "--yes").refuses(1, "has no log that can be read");
    }

    @Test
    void a_log_is_filled_beside_one_that_is_lacking_and_the_session_can_be_sent() throws IOException {
        Path log = stored(LOG);
        List<String> lines = Files.readAllLines(log);
        Files.write(
                log, lines.stream().map(l -> l.substring(0, l.lastIndexOf(','))).toList());
        assertThat(cli.run("verify").err()).contains("log-filenames-missing", "symphony scan fix-log " + SCAN);
        Files.move(stored(GoodWorkspace.log(GoodWorkspace.RIGHT)), directory.resolve("aside.csv"));
        Cli.Answer dry = cli.run("scan", "fix-log", SCAN, "--dry-run");
        assertThat(dry.exit()).as("a log is lacking").isEqualTo(1);
        assertThat(dry.out())
                .contains(LOG + ": " + (lines.size() - 1) + " of " + (lines.size() - 1) + " lines would get")
                .contains("camera " + GoodWorkspace.RIGHT + ": there is no log");
        assertThat(Files.readAllLines(log)).isNotEqualTo(lines);
        JsonNode logs = cli.run("scan", "fix-log", SCAN, "--json").json().get("logs");
        assertThat(logs).hasSize(2);
        assertThat(logs.get(0).get("written").asBoolean()).isTrue();
        assertThat(Files.readAllLines(log)).isEqualTo(lines);
        Files.move(directory.resolve("aside.csv"), stored(GoodWorkspace.log(GoodWorkspace.RIGHT)));
        assertThat(cli.run("scan", "fix-log", SCAN).succeeds().out()).contains("every line has its file name");
        assertThat(cli.run("verify").err()).doesNotContain("log-");
    }

    @Test
    void files_that_are_gone_since_they_were_renamed_are_not_counted_as_lacking() throws IOException {
        Path old = stored("x_" + GoodWorkspace.LEFT + "_13_45.tar.gz");
        Files.copy(stored(GoodWorkspace.archive(GoodWorkspace.LEFT, 18)), old);
        Files.writeString(stored("notes.txt"), "windy");
        cli.run("scan", "rename", SCAN, "--yes", "--delete-old").succeeds();
        assertThat(old).doesNotExist();
        assertThat(cli.run("scan", "ls", SCAN, "--json")
                        .succeeds()
                        .json()
                        .at("/scans/0/other_files")
                        .asInt())
                .isEqualTo(1);
        assertThat(cli.run("scan", "show", SCAN).succeeds().out()).contains("1 other files, 0 of them");
    }

    private Path stored(String name) {
        return directory.resolve("storage").resolve(SCAN).resolve(name);
    }

    private int startLeft() {
        for (JsonNode scan : cli.run("registry", "show", "--json").json().at("/clients/0/scans")) {
            if (scan.get("scanid").asText().equals(GoodWorkspace.SCAN)) {
                return scan.get("startleft").asInt();
            }
        }
        throw new AssertionError("no scan");
    }
}
