package symphony.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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

    @Test
    void all_holds_on_an_s3_server_and_a_redis_by_tls() throws Exception {
        Schedule.Setting setting = new Schedule.Setting(60, 8, 5, WORKERS, SLOTS, LEASE_MS);
        ChaosRun.Outcome outcome = run(Schedule.of(setting), ChaosRun.BackEnds.SERVERS);

        assertThat(outcome.violations()).as(outcome.figures().toString()).isEmpty();
    }

    /** What the checks of a finished run find is what the run comes to: else all of the above would say nothing. */
    @Test
    void a_run_whose_artifacts_were_tampered_with_does_not_hold() throws Exception {
        Path results = temp.resolve("a folder with blanks/workspace/storage");
        CompletableFuture<Path> tampering = CompletableFuture.supplyAsync(() -> addStray(results));

        ChaosRun.Outcome outcome = run(Schedule.of(setting(20, 0)));

        String stray = results.relativize(tampering.join()).toString();
        assertThat(outcome.violations()).singleElement().asString().startsWith(stray + " is nobody's");
    }

    /** Beside the first {@code session.json} that is there. @return the file that no program made */
    private static Path addStray(Path storage) {
        await().until(() -> !sessions(storage).isEmpty());
        try {
            return Files.createFile(sessions(storage).get(0).resolveSibling("stray.zip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sessions(Path storage) throws IOException {
        if (!Files.isDirectory(storage)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(storage)) {
            return files.filter(file -> file.endsWith("session.json")).toList();
        }
    }

    private static Schedule.Setting setting(int tasks, int kills) {
        return new Schedule.Setting(tasks, kills, SEED, WORKERS, SLOTS, LEASE_MS);
    }

    private ChaosRun.Outcome run(Schedule schedule) throws Exception {
        return run(schedule, ChaosRun.BackEnds.LOCAL);
    }

    private ChaosRun.Outcome run(Schedule schedule, ChaosRun.BackEnds backEnds) throws Exception {
        Path log = temp.resolve("events.jsonl");
        Path folder = Files.createDirectory(temp.resolve("a folder with blanks"));
        ChaosRun.Outcome outcome = new ChaosRun(schedule, folder, log, System.err, backEnds).run();
        outcome.figures().forEach(System.out::println);
        assertThat(Schedule.replay(log)).isEqualTo(schedule);
        return outcome;
    }
}
