package symphony.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.config.ConfigurationReader;
import symphony.core.task.Role;
import symphony.vision.BuiltinStages;

/** Two workers say the same of a role's program where it is the same one. */
class ProgramVersionsTest {
    @TempDir
    Path one;

    @TempDir
    Path other;

    @Test
    void a_built_in_program_is_told_by_its_name_and_version() throws IOException {
        Files.writeString(one.resolve("symphony.yaml"), "");

        assertThat(ProgramVersions.of(ConfigurationReader.read(one, Map.of(), Map.of()), List.of(Role.RVM), one))
                .isEqualTo(Map.of(Role.RVM, BuiltinStages.name(Role.RVM) + " " + BuiltinStages.VERSION));
    }

    @Test
    void a_script_of_the_same_content_is_one_version_wherever_it_lies() throws IOException {
        assertThat(detection(one, "print(1)", "python3", "detect.py"))
                .startsWith("python3 detect.py ")
                .isEqualTo(detection(other, "print(1)", "/usr/local/bin/python3", "detect.py"));
    }

    @Test
    void another_script_or_another_argument_is_another_version() throws IOException {
        String first = detection(one, "print(1)", "python3", "detect.py");

        assertThat(detection(other, "print(2)", "python3", "detect.py")).isNotEqualTo(first);
        assertThat(detection(other, "print(1)", "python3", "detect.py", "--fast"))
                .startsWith("python3 detect.py ")
                .isNotEqualTo(first);
    }

    @Test
    void an_argument_is_not_told_for_it_may_be_a_secret() throws IOException {
        assertThat(detection(one, "", "detect", "--token=s3cret")).doesNotContain("s3cret");
    }

    private static String detection(Path workspace, String script, String... command) throws IOException {
        Files.writeString(workspace.resolve("detect.py"), script);
        String run = String.join("', '", command);
        Files.writeString(workspace.resolve("symphony.yaml"), "stages:\n  detection: {run: ['" + run + "']}\n");
        return Objects.requireNonNull(ProgramVersions.of(
                        ConfigurationReader.read(workspace, Map.of(), Map.of()), List.of(Role.DETECTION), workspace)
                .get(Role.DETECTION));
    }
}
