package symphony.contracts;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** What every {@link TaskQueue} has to hold: what its topics share. Each topic is a class that extends this one. */
public abstract class TaskQueueContract {
    /** Two retries, soon. */
    public static final RetryPolicy RETRIES = new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(40));

    protected static final Duration LONG = Duration.ofSeconds(60);
    protected static final Duration SHORT = Duration.ofMillis(150);
    protected static final List<Role> DETECTION = List.of(Role.DETECTION);
    protected static final Failure CRASH = new Failure("exit 1", "logs/a.log", true, false);

    private final QueueUnderTest subject;
    protected TaskQueue queue;
    private final List<Membership> members = new ArrayList<>();

    protected TaskQueueContract(QueueUnderTest subject) {
        this.subject = subject;
    }

    @BeforeEach
    protected void openQueue() {
        queue = subject.open();
    }

    @AfterEach
    protected void closeQueue() {
        members.forEach(Membership::close);
        queue.close();
    }

    protected Membership worker(String id) {
        return worker(id, LONG);
    }

    protected Membership worker(String id, Duration lease) {
        Membership member = queue.join(new WorkerDescription(id, "host", Role.ALL, 4), lease);
        members.add(member);
        return member;
    }

    protected static Task detection(String session, int row) {
        String zip = "2017-06-30_10-01_22179657_10_04-preprocess-row" + row + "-dir1.zip";
        return Task.parse(line(Role.DETECTION, session, "\"detection_params\":{\"folders\":[\"" + zip + "\"]}"));
    }

    /** A task as a hand writes it. */
    protected static String line(Role role, String session, String more) {
        return "{\"role\":\"" + role + "\",\"session_name\":\"" + session
                + "\",\"client_name\":\"Oak\",\"clientid\":\"oak\","
                + "\"farm_name\":\"Upper Bench\",\"farmid\":\"f\",\"block_name\":\"12D\",\"blockid\":\"b\","
                + "\"scanids\":[\"2017-06-30_10-01\"],\"test\":0,\"num_retries\":0,\"tarfiles\":[]," + more + "}";
    }

    protected static List<Task> detections(String session, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(row -> detection(session, row))
                .toList();
    }

    protected static Optional<Task> task(Optional<Claim> claim) {
        return claim.map(Claim::task);
    }

    protected QueueStatus.Queue counts(String name) {
        return queue.status().queues().stream()
                .filter(q -> q.name().text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no queue " + name + " in " + queue.status()));
    }

    protected void push(String list, String line) {
        subject.push(list, line);
    }

    protected List<String> waiting(String list) {
        return subject.waiting(list);
    }

    /** The queue wiped. */
    protected void reopen() {
        closeQueue();
        members.clear();
        openQueue();
    }

    /** A worker takes the head of the detection queues and is not heard of again; another one sees to that. */
    protected Claim dieOver(String id, Membership survivor) {
        Claim claim = worker(id, SHORT).claim(0, DETECTION).orElseThrow();
        await().until(() -> {
            survivor.maintain();
            return waiting(claim.queue().text()).contains(claim.line());
        });
        return claim;
    }

    /** Waits until the elected worker has brought a delayed line back. */
    protected void awaitDelayed(Membership worker, String list) {
        await().until(() -> {
            worker.maintain();
            return !waiting(list).isEmpty();
        });
    }
}
