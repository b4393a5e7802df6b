package symphony.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short runs of {@code bench/run chaos}; the long ones are for a person to start. */
class ChaosIT {
    private static final long SEED = 3;
    private static final int WORKERS = 2;
    private static final int SLOTS = 2;
    private static final long LEASE_MS = 2_000;

    @TempDir
    private Path temp;

    @Test
    void all_holds_when_every_kind_of_fault_happens_to_running_sessions() throws Exception {
        ChaosRun.Outcome outcome = run(Schedule.of(setting(200, Fault.values().length)));

        assertThat(outcome.violations()).as(outcome.figures().toString()).isEmpty();
    }

    @Test
    void redis_is_wiped_at_random_moments_and_one_repair_each_finishes_all() throws Exception {
        ChaosRun.Outcome outcome = run(Schedule.only(Fault.FLUSH, setting(60, 4)));

        assertThat(outcome.violations()).as(outcome.figures().toString()).isEmpty();
    }

    private static Schedule.Setting setting(int tasks, int kills) {
        return new Schedule.Setting(tasks, kills, SEED, WORKERS, SLOTS, LEASE_MS);
    }

    private ChaosRun.Outcome run(Schedule schedule) throws Exception {
        Path log = temp.resolve("events.jsonl");
        Path folder = Files.createDirectory(temp.resolve("a folder with blanks"));
        ChaosRun.Outcome outcome = new ChaosRun(schedule, folder, log, System.err).run();
        outcome.figures().forEach(System.out::println);
        assertThat(Schedule.replay(log)).isEqualTo(schedule);
        return outcome;
    }
}
