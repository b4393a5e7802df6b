package symphony.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.eviction.AzureScheduledEvents;
import symphony.worker.eviction.EvictionWatch;

/** How a worker leaves: what it can finish it finishes; of the rest nothing stays behind, and the task is back at once. */
final class LeavingTest {
    private static final PartName PART = Vineyard.PARTS.get(0);
    private Trial trial;
    /** Where the program writes the process that it started. */
    private Path pid;

    @BeforeEach
    void needsAShell(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        trial = new Trial(folder).withMap();
        trial.put(Vineyard.root().frames(PART), Vineyard.zipBytes("frames"));
        trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, PART)));
        pid = folder.resolve("pid");
        trial.program(
                Role.DETECTION, "sleep 600 & echo $! > '" + pid + ".new'; mv '" + pid + ".new' '" + pid + "'; wait");
    }

    @Test
    void a_worker_told_to_stop_finishes_within_the_grace_time() throws IOException {
        CountDownLatch started = new CountDownLatch(1);
        trial.events(onStart(started)).program(Role.DETECTION, "sleep 1; cp inputs/*.zip outputs/");
        Worker worker = trial.worker("w1", false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        await().until(() -> started.getCount() == 0);

        worker.stop(Duration.ofSeconds(60));

        assertThat(running.join()).isEqualTo(new WorkerOutcome(1, 0, 0, 0));
        assertThat(trial.artifacts())
                .contains(Vineyard.root().relative(Vineyard.root().detection(PART)));
    }

    @Test
    void a_program_that_was_told_to_stop_together_with_its_worker_burns_no_attempt() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        trial.events(onStart(started)).program(Role.DETECTION, "echo $$ > '" + pid + "'; exec sleep 600");
        Worker worker = trial.worker("w1", false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        await().until(() -> Files.exists(pid) && Files.size(pid) > 1);

        // as Ctrl-C does: the program hears of it before the worker
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .orElseThrow()
                .destroy();
        worker.stop(Duration.ofSeconds(60));

        assertThat(running.join()).isEqualTo(new WorkerOutcome(0, 0, 0, 1));
        assertThat(trial.queue.waiting("detection:s1"))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"num_retries\":0");
    }

    @Test
    void an_idle_worker_stops_at_once() {
        Worker worker = trial.worker("w1", false, Role.POSTPROCESS);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        await().until(() -> !trial.queue.status().workers().isEmpty());

        worker.stop(Duration.ofSeconds(60));

        assertThat(running.join()).isEqualTo(new WorkerOutcome(0, 0, 0, 0));
    }

    @Test
    void a_worker_whose_grace_time_is_over_kills_its_program_and_hands_the_task_back() throws IOException {
        Worker worker = trial.worker("w1", false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        awaitProgram();

        worker.stop(Duration.ofMillis(10));

        assertThat(running.join()).isEqualTo(new WorkerOutcome(0, 0, 0, 1));
        assertNothingStays();
    }

    @Test
    void a_worker_that_is_interrupted_does_the_same() throws Exception {
        Worker worker = trial.worker("w1", false, Role.DETECTION);
        AtomicReference<WorkerOutcome> outcome = new AtomicReference<>();
        Thread thread = new Thread(() -> outcome.set(worker.run()));
        thread.start();
        awaitProgram();

        thread.interrupt();
        thread.join();

        assertThat(outcome).hasValue(new WorkerOutcome(0, 0, 0, 1));
        assertNothingStays();
    }

    @Test
    void a_worker_that_a_fault_of_its_own_ends_does_the_same() throws IOException {
        WatchedQueue watched = new WatchedQueue(trial.queue);
        Worker worker = trial.worker(watched.port(), "w1", false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        awaitProgram();

        watched.failWaits.set(true);

        assertThat(running).failsWithin(Duration.ofMinutes(1));
        assertNothingStays();
    }

    @Test
    void tasks_claimed_ahead_go_back_at_once_while_the_one_at_work_finishes() throws IOException {
        Path goOn = trial.folder().resolve("go-on");
        trial.program(
                Role.DETECTION,
                "touch '" + pid + "'; until [ -e '" + goOn + "' ]; do sleep 0.05; done; cp inputs/*.zip outputs/");
        for (PartName part : Vineyard.PARTS) {
            if (!part.equals(PART)) {
                trial.put(Vineyard.root().frames(part), Vineyard.zipBytes("frames"));
                trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, part)));
            }
        }
        Worker worker = trial.worker("w1", 1, false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        awaitProgram();
        await().until(() -> trial.queue.waiting("detection:s1").size() == 2);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> worker.stop(Duration.ofSeconds(60)));
        await().until(() -> trial.queue.waiting("detection:s1").size() == 3);
        Files.createFile(goOn);
        stopping.join();

        assertThat(running.join()).isEqualTo(new WorkerOutcome(1, 0, 0, 1));
    }

    @Test
    void a_worker_whose_machine_is_taken_away_hands_its_task_back_and_then_says_that_it_is_ready() throws IOException {
        List<String> answers = new CopyOnWriteArrayList<>();
        AtomicReference<String> events = new AtomicReference<>("{\"Events\":[]}");
        HttpServer cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloud.createContext("/events", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] answer = events.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        cloud.start();
        URI address = URI.create("http://127.0.0.1:" + cloud.getAddress().getPort() + "/events");
        Worker worker = trial.worker("w1", false, Role.DETECTION);
        CompletableFuture<WorkerOutcome> running = CompletableFuture.supplyAsync(worker::run);
        awaitProgram();

        try (EvictionWatch watch = new EvictionWatch(
                new AzureScheduledEvents(address, "here"),
                notice -> worker.stop(notice.grace(Instant.now())),
                trouble -> {})) {
            watch.start();
            events.set("{\"Events\":[{\"EventId\":\"e1\",\"EventType\":\"Preempt\",\"Resources\":[\"here\"],"
                    + "\"NotBefore\":\"\"}]}");
            assertThat(running.join()).isEqualTo(new WorkerOutcome(0, 0, 0, 1));
            await().until(() -> !answers.isEmpty());
        } finally {
            cloud.stop(0);
        }

        assertThat(answers).containsExactly("{\"StartRequests\":[{\"EventId\":\"e1\"}]}");
        assertNothingStays();
    }

    private void awaitProgram() {
        await().until(() -> Files.exists(pid));
    }

    private void assertNothingStays() throws IOException {
        assertThat(trial.queue.waiting("detection:s1"))
                .singleElement()
                .extracting(line -> Task.parse(line).numRetries())
                .isEqualTo(0);
        assertThat(trial.scratch()).isEmpty();
        long child = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static WorkerEvents onStart(CountDownLatch started) {
        return new WorkerEvents() {
            @Override
            public void taskStarted(int slot, Task task) {
                started.countDown();
            }
        };
    }
}
