package symphony.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fleet's machines are given, judged by the tools that will read it there, where they are installed. */
class DeploymentFilesTest {
    private static final Path DEPLOY = Path.of("../deploy");
    /** Of ten, as systemd-analyze sums it up; below 2 it calls a service well protected. */
    private static final String MOST_EXPOSED = "20";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"azure/deploy.sh", "launcher/symphony", "release", "try-boot/try-boot"})
    void shell_scripts_have_no_fault_that_shellcheck_knows(String script) throws Exception {
        passes("shellcheck", DEPLOY.resolve(script).toString());
    }

    @Test
    void the_scripts_of_the_first_boot_have_none_either() throws Exception {
        List<String> scripts = scriptsIn(Files.readAllLines(DEPLOY.resolve("azure/boot/linux.yaml")));
        assertThat(scripts).hasSize(2);
        for (String script : scripts) {
            Path file = Files.writeString(folder.resolve("script"), script);
            // the file that they read names what they use
            passes("shellcheck", "--exclude", "SC1091,SC2154", file.toString());
        }
    }

    @Test
    void cloud_init_understands_the_first_boot() throws Exception {
        passes(
                "cloud-init",
                "schema",
                "--config-file",
                DEPLOY.resolve("azure/boot/linux.yaml").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"symphony-worker", "symphony-repair", "symphony-redis"})
    void services_are_protected_from_what_they_run(String service) throws Exception {
        passes(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--threshold=" + MOST_EXPOSED,
                DEPLOY.resolve("services/linux/" + service + ".service").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"symphony-worker.service", "symphony-repair.service", "symphony-redis.service"})
    void systemd_understands_each_line_of_a_service(String service) throws Exception {
        // its programs are not installed where this is tested
        String unit = Files.readString(DEPLOY.resolve("services/linux/" + service))
                .replaceAll("(?m)^(Exec\\w+=)/\\S+", "$1/bin/sh");
        Path file = Files.writeString(folder.resolve(service), unit);
        // what it does not understand it only warns of
        assertThat(passes("systemd-analyze", "verify", file.toString())).doesNotContain(service);
    }

    @Test
    void kustomize_puts_the_manifests_together() throws Exception {
        passes("kubectl", "kustomize", DEPLOY.resolve("kubernetes").toString());
    }

    @Test
    void docker_compose_understands_the_compose_file() throws Exception {
        // Debian's docker-compose, which needs no engine for this, is older than the file's name for the whole
        String known = Files.readString(DEPLOY.resolve("compose.yaml")).replace("\nname: symphony\n", "\n");
        Path file = Files.writeString(folder.resolve("compose.yaml"), known);
        Files.writeString(folder.resolve(".env"), "REDIS_PASSWORD=x\n");
        passes("docker-compose", "-f", file.toString(), "--project-directory", folder.toString(), "config", "--quiet");
    }

    @Test
    void a_pod_has_longer_to_stop_than_its_tasks_have_to_finish() throws IOException {
        String workers = Files.readString(DEPLOY.resolve("kubernetes/workers.yaml"));
        for (String worker : workers.split("\n---\n")) {
            assertThat(number(worker, "terminationGracePeriodSeconds: ")).isGreaterThan(number(worker, "--grace, \""));
        }
    }

    @Test
    void a_container_has_longer_to_stop_than_its_tasks_have_to_finish() throws IOException {
        String compose = Files.readString(DEPLOY.resolve("compose.yaml"));
        assertThat(number(compose, "stop_grace_period: ")).isGreaterThan(number(compose, "--grace, \""));
    }

    @Test
    void a_worker_has_longer_to_stop_than_its_tasks_have_to_finish() throws IOException {
        String unit = Files.readString(DEPLOY.resolve("services/linux/symphony-worker.service"));
        assertThat(number(unit, "TimeoutStopSec=")).isGreaterThan(number(unit, "--grace "));
    }

    private static int number(String text, String after) {
        return Integer.parseInt(text.split(after)[1].split("\\D")[0]);
    }

    /** The contents of the files that are written and begin with {@code #!}. */
    private static List<String> scriptsIn(List<String> cloudConfig) {
        List<String> scripts = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        boolean inside = false;
        for (String line : cloudConfig) {
            inside = line.strip().startsWith("#!/") || (inside && (line.isBlank() || line.startsWith("      ")));
            if (inside) {
                script.append(line.isBlank() ? "" : line.substring(6)).append('\n');
            } else if (!script.isEmpty()) {
                scripts.add(script.toString());
                script.setLength(0);
            }
        }
        return scripts;
    }

    /** @return what it said */
    private static String passes(String... command) throws IOException, InterruptedException {
        if (Stream.of(System.getenv("PATH").split(":")).noneMatch(d -> Files.isExecutable(Path.of(d, command[0])))) {
            System.err.println("NOT CHECKED: " + command[0] + " is not installed: " + Arrays.toString(command));
            abort(command[0] + " is not installed");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
