package symphony.bench.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import symphony.app.UserError;
import symphony.bench.Commands;
import symphony.bench.ResultsFolder;
import symphony.bench.report.Goal;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;
import symphony.bench.report.Sample;
import symphony.bench.report.Section;
import symphony.core.queue.RetryPolicy;
import symphony.core.task.Role;
import symphony.redis.RedisTaskQueue;

/** {@code kill -9} of a worker with a task at work: how long until another starts the task again. Real processes. */
final class RescueSection {
    private static final long LEASE_MS = 5_000;
    private static final double MOST_LEASES = 1.1;
    private static final long PATIENCE_SECONDS = 60;

    private final Trial trial;
    private final int kills;
    private final Path workspace;
    private final Path starts;

    RescueSection(Trial trial, int kills) {
        this.trial = trial;
        this.kills = kills;
        this.workspace = trial.folder().path().resolve("rescue");
        this.starts = workspace.resolve("starts");
    }

    void measure(Report report) throws Exception {
        Files.createDirectories(workspace);
        Path program = workspace.resolve("hang.sh");
        Files.writeString(program, "echo started >> '" + starts + "'\nsleep 300\n");
        Files.writeString(
                workspace.resolve("symphony.yaml"),
                """
                redis: {url: "%s"}
                worker: {lease: %ds}
                stages:
                  detection: {run: [sh, "%s"], mode: once}
                """
                        .formatted(trial.redis().uri(), LEASE_MS / 1000, program));
        ResultsFolder results = ResultsFolder.lay(workspace.resolve("storage"), "rescue", 1, 1_000, 0, 0);
        List<Double> leases = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            leases.add(kill(results) / LEASE_MS);
            Progress.say(String.format("killed worker's task started again after %.2f leases", leases.get(i)));
        }
        Section section = report.section("A killed worker");
        Sample sample = section.add(new Sample("kill -9 to the task's next start", "leases of 5 s", leases));
        section.add(Goal.atMost("the longest of " + kills + ", in leases", sample.most(), MOST_LEASES));
        section.note(
                "Two `symphony work` processes; the one that runs the task is killed at a random moment; a lease runs"
                        + " from the worker's last word, so most are shorter than one.");
    }

    /** Milliseconds from the kill to the second start. */
    private double kill(ResultsFolder results) throws IOException, InterruptedException {
        trial.redis().flush();
        Files.write(starts, new byte[0]);
        List<Process> workers = new ArrayList<>();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT)) {
            queue.enqueue(List.of(results.session()
                    .task(
                            Role.DETECTION,
                            List.of(results.parts().get(0).archive()),
                            List.of(results.parts().get(0)),
                            0)));
            workers.add(work());
            await("the first start", () -> lines() == 1);
            workers.add(work());
            await("the second worker", () -> queue.status().workers().size() == 2);
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(LEASE_MS / 3));
            List<ProcessHandle> programs = workers.get(0).descendants().toList();
            long begun = System.nanoTime();
            workers.get(0).destroyForcibly();
            await("the second start", () -> lines() == 2);
            double millis = (System.nanoTime() - begun) / 1e6;
            programs.forEach(ProcessHandle::destroyForcibly);
            return millis;
        } finally {
            for (Process worker : workers) {
                worker.descendants().forEach(ProcessHandle::destroyForcibly);
                worker.destroyForcibly().waitFor();
            }
        }
    }

    private Process work() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Commands.symphony("work", "--roles", "detection", "--processes", "1"))
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(workspace.resolve("worker.log").toFile());
        return builder.start();
    }

    private long lines() {
        try {
            return Files.readAllLines(starts).size();
        } catch (IOException e) {
            throw UserError.failed("cannot read " + starts + ": " + e.getMessage());
        }
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw UserError.failed(what + " did not come within " + PATIENCE_SECONDS + " s; the workers said: "
                        + Files.readString(workspace.resolve("worker.log")));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
