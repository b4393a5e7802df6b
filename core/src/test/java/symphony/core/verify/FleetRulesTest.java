package symphony.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Role;

class FleetRulesTest {
    private static final FleetRules.Unable GONE =
            new FleetRules.Unable(new Place("symphony.yaml", 3, 0), "is 'detect', and no such program is on the PATH");

    @Test
    void where_no_fleet_runs_each_role_needs_its_program_here() {
        assertThat(check(Map.of(), List.of())).isEmpty();
        assertThat(check(Map.of(Role.DETECTION, GONE), List.of())).containsExactly("symphony.yaml:3 program-missing");
    }

    @Test
    void what_a_living_worker_serves_needs_no_program_here() {
        assertThat(check(Map.of(Role.DETECTION, GONE), List.of(worker(Role.values()))))
                .isEmpty();
    }

    @Test
    void a_fleet_without_a_worker_for_a_role_is_told_once_for_all_roles() {
        List<Finding> findings = FleetRules.check(
                new TreeSet<>(Role.ALL), Map.of(), List.of(worker(Role.RVM, Role.PREPROC, Role.POSTPROCESS)));
        assertThat(findings).extracting(Finding::code).containsExactly("worker-missing");
        assertThat(findings.get(0).message()).contains("2 roles (detection, process)");
        assertThat(findings.get(0).remedy()).endsWith("--roles detection,process");
        assertThat(findings.get(0).isError()).isFalse();
    }

    @Test
    void a_program_that_is_gone_and_that_nobody_serves_is_one_finding() {
        assertThat(check(
                        Map.of(Role.DETECTION, GONE),
                        List.of(worker(Role.RVM, Role.PREPROC, Role.PROCESS, Role.POSTPROCESS))))
                .containsExactly("symphony.yaml:3 program-missing");
    }

    @Test
    void workers_that_serve_a_role_by_different_programs_are_told_once_for_all_roles() {
        List<Finding> findings = FleetRules.check(
                new TreeSet<>(Role.ALL),
                Map.of(),
                List.of(
                        worker("gpu-1", Map.of(Role.RVM, "symphony-rvm 1", Role.DETECTION, "python3 detect.py 0a1b")),
                        worker("gpu-2", Map.of(Role.RVM, "symphony-rvm 1", Role.DETECTION, "python3 detect.py 0a1b")),
                        worker("gpu-3", Map.of(Role.RVM, "symphony-rvm 2", Role.DETECTION, "python3 detect.py ffff")),
                        worker(Role.values())));
        assertThat(findings).extracting(Finding::code).containsExactly("programs-differ");
        assertThat(findings.get(0).isError()).isFalse();
        assertThat(findings.get(0).message())
                .isEqualTo("workers serve 2 roles (rvm, detection) by different programs: rvm by 'symphony-rvm 1' on"
                        + " 2 hosts (gpu-1, gpu-2), 'symphony-rvm 2' on host gpu-3");
    }

    @Test
    void a_role_that_the_session_does_not_need_may_be_served_by_any_program() {
        assertThat(FleetRules.check(
                        new TreeSet<>(List.of(Role.POSTPROCESS)),
                        Map.of(),
                        List.of(
                                worker("a", Map.of(Role.RVM, "1", Role.POSTPROCESS, "1")),
                                worker("b", Map.of(Role.RVM, "2", Role.POSTPROCESS, "1")))))
                .isEmpty();
    }

    private static List<String> check(Map<Role, FleetRules.Unable> unable, List<QueueStatus.Worker> workers) {
        return FleetRules.check(new TreeSet<>(Role.ALL), unable, workers).stream()
                .map(f -> f.place() + " " + f.code())
                .toList();
    }

    private static QueueStatus.Worker worker(Role... roles) {
        return new QueueStatus.Worker("w", "host", List.of(roles), 1, 0, WorkerLoad.NONE);
    }

    private static QueueStatus.Worker worker(String host, Map<Role, String> programs) {
        return new QueueStatus.Worker("on " + host, host, Role.ALL, 1, 0, WorkerLoad.NONE, programs);
    }
}
