package symphony.worker.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.task.Role;

/** What a program is started with: its command, its environment, its share of the machine. */
final class ProgramSetupTest {
    private static final ProgramLimits LIMITS = ProgramLimits.of(Duration.ofMinutes(1));
    private static final List<Integer> EIGHT = List.of(0, 1, 2, 3, 4, 5, 6, 7);

    @Test
    void roles_that_share_a_command_to_serve_share_its_process() {
        List<String> command = List.of("matlab");
        Map<Role, ProgramSpec> specs = Map.of(
                Role.DETECTION,
                new ProgramSpec(Role.DETECTION, command, ProgramSpec.Mode.SERVE, LIMITS, Map.of()),
                Role.PROCESS,
                new ProgramSpec(Role.PROCESS, command, ProgramSpec.Mode.SERVE, LIMITS, Map.of()));
        try (SlotPrograms programs = new SlotPrograms(specs, SlotShare.WHOLE)) {
            assertThat(programs.of(Role.DETECTION)).isSameAs(programs.of(Role.PROCESS));
        }
    }

    @Test
    void our_secrets_are_not_inherited() {
        assertThat(List.of(
                        "SYMPHONY_REDIS_PASSWORD",
                        "SYMPHONY_REDIS_URL",
                        "REDIS_PASSWORD",
                        "AWS_SECRET_ACCESS_KEY",
                        "AZURE_STORAGE_CONNECTION_STRING",
                        "PGPASSWORD"))
                .allMatch(ProgramEnvironment::isSecret);
        assertThat(List.of("PATH", "HOME", "SYMPHONY_TASK_DIR", "CUDA_VISIBLE_DEVICES", "SYMPHONY_STORAGE"))
                .noneMatch(ProgramEnvironment::isSecret);
    }

    @Test
    void variables_that_a_configuration_opens_its_back_ends_with_are_withheld() {
        ProgramSpec spec = new ProgramSpec(
                Role.DETECTION,
                List.of("python3"),
                ProgramSpec.Mode.ONCE,
                LIMITS,
                Map.of("MODE", "fast"),
                Set.of("VINES_DATABASE"));
        Map<String, String> environment = new HashMap<>(Map.of("VINES_DATABASE", "planted", "HOME", "/home/anna"));
        ProgramEnvironment.apply(spec, SlotShare.WHOLE, environment);
        assertThat(environment)
                .containsEntry("HOME", "/home/anna")
                .containsEntry("MODE", "fast")
                .doesNotContainKey("VINES_DATABASE");
    }

    @Test
    void a_file_named_in_a_command_is_found_from_the_tasks_folder(@TempDir Path workspace) throws IOException {
        Path detect = Files.createFile(workspace.resolve("detect.py"));

        ProgramSpec spec = new ProgramSpec(
                        Role.DETECTION,
                        List.of("python3", "detect.py", "--fast"),
                        ProgramSpec.Mode.ONCE,
                        LIMITS,
                        Map.of())
                .resolvedIn(workspace);

        assertThat(spec.command()).containsExactly("python3", detect.toString(), "--fast");
    }

    @Test
    void slots_share_the_cores_among_them() {
        assertThat(SlotShare.divide(3, EIGHT, true, List.of()))
                .extracting(SlotShare::cores)
                .containsExactly(List.of(0, 1), List.of(2, 3, 4), List.of(5, 6, 7));
        assertThat(SlotShare.divide(3, EIGHT, true, List.of()))
                .extracting(SlotShare::threads)
                .containsOnly(2);
    }

    @Test
    void more_slots_than_cores_compute_with_one_thread_each_and_are_bound_to_none() {
        assertThat(SlotShare.divide(3, List.of(0, 1), true, List.of())).containsOnly(new SlotShare(1, List.of(), ""));
    }

    @Test
    void slots_take_turns_at_the_devices_where_there_are_fewer() {
        assertThat(SlotShare.divide(3, EIGHT, false, List.of("0", "GPU-8932f937")))
                .extracting(SlotShare::device)
                .containsExactly("0", "GPU-8932f937", "0");
    }

    @Test
    void a_number_of_threads_that_is_set_already_stays() {
        Map<String, String> environment = new HashMap<>(Map.of("OMP_NUM_THREADS", "7"));

        new SlotShare(2, List.of(), "1").apply(environment);

        assertThat(environment)
                .containsEntry("OMP_NUM_THREADS", "7")
                .containsEntry("MKL_NUM_THREADS", "2")
                .containsEntry("CUDA_VISIBLE_DEVICES", "1");
    }

    @Test
    void a_program_bound_to_cores_runs_on_these_alone(@TempDir Path folder) throws Exception {
        assumeThat(Taskset.IS_HERE).isTrue();
        int core = LinuxProcess.allowedCores().get(0);
        Path status = folder.resolve("status");
        List<String> command = List.of("/bin/sh", "-c", "cat /proc/self/status > '" + status + "'");

        int exit = new ProcessBuilder(new SlotShare(1, List.of(core), "").bound(command))
                .start()
                .waitFor();

        assertThat(exit).isZero();
        assertThat(Files.readString(status)).contains("Cpus_allowed_list:\t" + core + "\n");
    }

    @Test
    void devices_are_those_left_to_the_worker_or_those_that_a_driver_lists() {
        assumeThat(Path.of("/bin/sh")).exists();

        assertThat(GpuDevices.find(Map.of("CUDA_VISIBLE_DEVICES", "2, 3"))).containsExactly("2", "3");
        assertThat(GpuDevices.find(Map.of("CUDA_VISIBLE_DEVICES", ""))).isEmpty();
        assertThat(GpuDevices.listed(List.of("/bin/sh", "-c", "echo 0; echo 1")))
                .containsExactly("0", "1");
        assertThat(GpuDevices.listed(List.of("/bin/sh", "-c", "echo no driver; exit 9")))
                .isEmpty();
        assertThat(GpuDevices.listed(List.of("no-such-program"))).isEmpty();
    }
}
