package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.contracts.verify.GoodWorkspace;

/** {@code verify --fix}: each fix is shown before it is done, and nothing changes that nobody agreed to. */
class VerifyFixTest {
    private static final String OLD_NAME = "block12D_" + GoodWorkspace.LEFT + "_left_13_18.tar.gz";
    private static final String NEW_NAME = GoodWorkspace.archive(GoodWorkspace.LEFT, 18);

    @TempDir
    Path directory;

    private final GoodWorkspace workspace = new GoodWorkspace();
    private InProcess cli;

    @BeforeEach
    void a_block_without_num_rows_and_an_archive_of_an_old_name() throws IOException {
        workspace.block().remove("num_rows");
        ((ObjectNode) workspace.client.at("/farms/0/blocks/1")).remove("num_rows");
        byte[] archive = workspace.store.content(GoodWorkspace.PREFIX + NEW_NAME);
        workspace.remove(NEW_NAME);
        workspace.put(OLD_NAME, archive);
        workspace.put("survey_20170830_13_18.tar.gz", archive);
        cli = GoodFolder.of(directory, workspace);
    }

    @Test
    void where_nobody_can_be_asked_everything_is_told_and_nothing_changes() throws IOException {
        Cli.Answer answer = cli.run("verify", "--fix");
        answer.refuses(2, "Say --yes where nobody can be asked");
        assertThat(answer.err())
                .containsSubsequence("num-rows-missing", "file-name-invalid", "fix: block 12D of farm Upper Bench");
        assertUnchanged();
    }

    @Test
    void each_fix_is_shown_and_asked_for_and_a_no_leaves_it() throws IOException {
        Cli.Answer answer = cli.asked("n\nno\n", "verify", "--fix");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err())
                .containsSubsequence(
                        "file-name-invalid",
                        "fix: block 12D of farm Upper Bench, Oakridge Estates: num_rows 5 from its rows",
                        "Write it into the registry? [y/N]",
                        "fix: files of old names under " + GoodWorkspace.PREFIX,
                        OLD_NAME + " -> " + NEW_NAME,
                        "Copy 1 files to their new names? [y/N]",
                        "num-rows-missing");
        assertUnchanged();
    }

    @Test
    void a_yes_mends_what_these_task_files_concern_and_nothing_else() throws IOException {
        Cli.Answer answer = cli.asked("y\ny\n", "verify", "--fix", "--json");
        assertThat(numRows("12D").asInt()).isEqualTo(5);
        assertThat(numRows("5B").isMissingNode())
                .as("no task file names this block")
                .isTrue();
        assertThat(stored(NEW_NAME)).exists().hasSameBinaryContentAs(stored(OLD_NAME));
        assertThat(answer.json().get("findings"))
                .as("a date is no camera: nobody looked at that name")
                .singleElement()
                .extracting(f -> f.get("code").asText() + " " + f.get("message").asText())
                .asString()
                .startsWith("file-name-invalid")
                .contains("survey_20170830_13_18.tar.gz")
                .doesNotContain(OLD_NAME);
    }

    @Test
    void what_is_mended_is_good_for_verification_and_the_second_time_nothing_is_left_to_mend() throws IOException {
        Files.delete(stored("survey_20170830_13_18.tar.gz"));
        Cli.Answer first = cli.run("verify", "--fix", "--yes");
        first.succeeds();
        assertThat(first.out()).contains("0 errors, 0 warnings");
        Cli.Answer second = cli.run("verify", "--fix");
        second.succeeds();
        assertThat(second.err()).isEmpty();
    }

    private void assertUnchanged() throws IOException {
        assertThat(numRows("12D").isMissingNode()).isTrue();
        assertThat(stored(NEW_NAME)).doesNotExist();
        assertThat(stored(".symphony")).doesNotExist();
    }

    private Path stored(String name) {
        return directory.resolve("storage").resolve(GoodWorkspace.PREFIX).resolve(name);
    }

    private JsonNode numRows(String block) {
        return cli.run("registry", "show", "--block", block, "--json")
                .json()
                .at("/clients/0/farms/0/blocks/0/num_rows");
    }
}
