package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion scripts, in the shells they are for as far as this machine has them. */
class CompletionTest {
    @TempDir
    Path directory;

    @Test
    void bash_offers_the_options_of_a_command() throws Exception {
        Path script = script("bash");
        assertThat(said(
                        "bash",
                        "-c",
                        "source '" + script + "'; COMP_WORDS=(symphony queue ls --js); COMP_CWORD=3; COMP_LINE='x';"
                                + " _complete_symphony; printf '%s\\n' \"${COMPREPLY[@]}\""))
                .contains("--json");
    }

    @Test
    void fish_offers_commands_and_options() throws Exception {
        Path script = script("fish");
        String ask = "source '" + script + "'; complete -C ";
        assertThat(said("fish", "-c", ask + "'symphony que'")).contains("queue");
        assertThat(said("fish", "-c", ask + "'symphony queue pa'")).contains("pause");
        assertThat(said("fish", "-c", ask + "'symphony status --js'")).contains("--json");
        assertThat(said("fish", "-c", ask + "'symphony queue ls pa'")).doesNotContain("pause");
    }

    @Test
    void zsh_reads_the_script_of_bash() throws Exception {
        said("zsh", "-f", "-c", "autoload -Uz compinit; compinit -u -D; source '" + script("zsh") + "'");
    }

    @Test
    void powershell_is_told_every_command() {
        String script = CommandTree.said(List.of("completion"), "powershell");
        CommandTree.paths()
                .forEach(path -> assertThat(script).contains("'" + String.join(" ", path) + "' = [ordered]@{"));
        assertThat(script).isEqualTo(new String(script.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
    }

    private Path script(String shell) throws IOException {
        return Files.writeString(directory.resolve(shell), CommandTree.said(List.of("completion"), shell));
    }

    private String said(String... command) throws IOException, InterruptedException {
        assumeTrue(installed(command[0]), command[0] + " is not installed");
        Path out = directory.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(Map.of("HOME", directory.toString(), "TERM", "dumb"));
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static boolean installed(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
