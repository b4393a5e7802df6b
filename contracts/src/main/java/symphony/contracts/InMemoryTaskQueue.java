package symphony.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Claim;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/** The queues in this JVM's memory, for tests of what stands on them. One lock; every look goes through everything. */
public final class InMemoryTaskQueue implements TaskQueue {
    private record Delayed(QueueName queue, String line, long due) {}

    private final RetryPolicy retries;
    private final Map<String, Deque<String>> lists = new LinkedHashMap<>();
    private final Deque<String> ring = new ArrayDeque<>();
    private final List<Delayed> delayed = new ArrayList<>();
    private final Map<String, List<DeadLetter>> dead = new TreeMap<>();
    private final Set<String> paused = new HashSet<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Set<String>> finished = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private long tokens;

    public InMemoryTaskQueue() {
        this(RetryPolicy.DEFAULT);
    }

    public InMemoryTaskQueue(RetryPolicy retries) {
        this.retries = retries;
    }

    /** What {@code redis-cli rpush} would do. */
    public synchronized void push(String list, String line) {
        lists.computeIfAbsent(list, name -> new ArrayDeque<>()).addLast(line);
        announce(list);
    }

    /** The lines that wait in a list. */
    public synchronized List<String> waiting(String list) {
        return List.copyOf(lists.getOrDefault(list, new ArrayDeque<>()));
    }

    @Override
    public synchronized int enqueue(List<Task> tasks) {
        Set<TaskIdentity> known = new HashSet<>();
        everywhere().forEach(task -> known.add(task.identity()));
        int added = 0;
        for (Task task : tasks) {
            if (known.add(task.identity())) {
                push(task.queue().text(), task.toLine());
                added++;
            }
        }
        return added;
    }

    @Override
    public Membership join(WorkerDescription worker, Duration lease) {
        return new Member(worker, lease);
    }

    @Override
    public synchronized Set<TaskIdentity> pending(SessionRoot session) {
        Set<TaskIdentity> found = new HashSet<>();
        everywhere().stream().filter(task -> task.root().equals(session)).forEach(task -> found.add(task.identity()));
        return found;
    }

    private List<Task> everywhere() {
        List<Task> tasks = new ArrayList<>();
        lists.forEach((name, lines) -> QueueName.parse(name)
                .ifPresent(queue -> lines.forEach(line -> read(line, queue).ifPresent(tasks::add))));
        delayed.forEach(d -> read(d.line(), d.queue()).ifPresent(tasks::add));
        members.values().forEach(member -> member.held.values().forEach(claim -> tasks.add(claim.task())));
        return tasks;
    }

    private static Optional<Task> read(String line, QueueName queue) {
        try {
            return Optional.of(parse(line, queue));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Task parse(String line, QueueName queue) {
        Task task = Task.parse(line);
        if (task.role() != queue.role() || !task.sessionName().equals(queue.session())) {
            throw new MalformedJson("the task is of " + task.queue() + ", but lay in " + queue);
        }
        return task;
    }

    @Override
    public synchronized QueueStatus status() {
        Set<String> names = new TreeSet<>(paused);
        lists.forEach((name, lines) -> {
            if (!lines.isEmpty()) {
                names.add(name);
            }
        });
        delayed.forEach(d -> names.add(d.queue().text()));
        members.values()
                .forEach(m -> m.held.values().forEach(c -> names.add(c.queue().text())));
        List<QueueStatus.Queue> queues = names.stream()
                .flatMap(name -> QueueName.parse(name).stream())
                .map(this::count)
                .sorted(Comparator.comparing((QueueStatus.Queue q) -> q.name().role())
                        .thenComparing(q -> q.name().session())
                        .thenComparing(q -> q.name().text()))
                .toList();
        List<QueueStatus.Dead> letters = dead.entrySet().stream()
                .map(e -> new QueueStatus.Dead(e.getKey(), e.getValue().size()))
                .toList();
        List<QueueStatus.Worker> workers = members.values().stream()
                .map(m -> new QueueStatus.Worker(
                        m.worker.id(), m.worker.host(), m.worker.roles(), m.worker.slots(), m.held.size()))
                .toList();
        return new QueueStatus(queues, letters, workers);
    }

    private QueueStatus.Queue count(QueueName name) {
        long claimed = members.values().stream()
                .flatMap(m -> m.held.values().stream())
                .filter(c -> c.queue().equals(name))
                .count();
        long later = delayed.stream().filter(d -> d.queue().equals(name)).count();
        return new QueueStatus.Queue(name, waiting(name.text()).size(), claimed, later, paused.contains(name.text()));
    }

    @Override
    public synchronized List<DeadLetter> deadLetters(String sessionName) {
        return List.copyOf(dead.getOrDefault(sessionName, List.of()));
    }

    @Override
    public synchronized void pause(QueueName queue) {
        paused.add(queue.text());
    }

    @Override
    public synchronized void resume(QueueName queue) {
        paused.remove(queue.text());
        notifyAll();
    }

    @Override
    public synchronized OptionalLong noteFinished(SessionRoot session, int run, Collection<String> parts) {
        String key = session.prefix() + run;
        Set<String> noted = finished.get(key);
        if (noted == null && asked.add(key)) {
            return OptionalLong.empty();
        }
        asked.remove(key);
        Set<String> all = finished.computeIfAbsent(key, k -> new HashSet<>());
        all.addAll(parts);
        return OptionalLong.of(all.size());
    }

    @Override
    public synchronized void forgetFinished(SessionRoot session) {
        finished.keySet().removeIf(key -> key.startsWith(session.prefix()));
    }

    @Override
    public void close() {}

    private void announce(String list) {
        if (!ring.contains(list)) {
            ring.addLast(list);
        }
        notifyAll();
    }

    private void toHead(Claim claim) {
        lists.computeIfAbsent(claim.queue().text(), name -> new ArrayDeque<>()).addFirst(claim.line());
        announce(claim.queue().text());
    }

    private void bury(QueueName queue, String line, String reason, String worker, String log) {
        dead.computeIfAbsent(queue.session(), s -> new ArrayList<>())
                .add(new DeadLetter(line, queue.text(), reason, worker, log, System.currentTimeMillis() / 1000.0));
    }

    private Optional<QueueName> next(List<Role> roles) {
        for (String name : List.copyOf(ring)) {
            Optional<QueueName> queue = QueueName.parse(name);
            if (queue.filter(q -> roles.contains(q.role())).isPresent()
                    && !paused.contains(name)
                    && !waiting(name).isEmpty()) {
                return queue;
            }
        }
        return Optional.empty();
    }

    private final class Member implements Membership {
        private final WorkerDescription worker;
        private final long leaseNanos;
        private final Map<Integer, Claim> held = new TreeMap<>();
        private final Set<Claim> lost = new HashSet<>();
        private long deadline;

        Member(WorkerDescription worker, Duration lease) {
            this.worker = worker;
            this.leaseNanos = lease.toNanos();
            live();
        }

        private void live() {
            deadline = System.nanoTime() + leaseNanos;
            synchronized (InMemoryTaskQueue.this) {
                members.put(worker.id(), this);
            }
        }

        private boolean isDead() {
            return System.nanoTime() - deadline > 0;
        }

        @Override
        public Optional<Claim> claim(int slot, List<Role> roles) {
            synchronized (InMemoryTaskQueue.this) {
                if (held.containsKey(slot)) {
                    throw new IllegalStateException("slot " + slot + " of " + worker.id() + " holds a claim already");
                }
                members.putIfAbsent(worker.id(), this);
                Optional<QueueName> queue = next(roles);
                while (queue.isPresent()) {
                    QueueName from = queue.get();
                    ring.remove(from.text());
                    ring.addLast(from.text());
                    String line =
                            lists.getOrDefault(from.text(), new ArrayDeque<>()).removeFirst();
                    try {
                        Task task = parse(line, from);
                        Claim claim = new Claim(worker.id() + "-" + ++tokens, slot, from, line, task);
                        held.put(slot, claim);
                        return Optional.of(claim);
                    } catch (MalformedJson e) {
                        bury(from, line, String.valueOf(e.getMessage()), worker.id(), "");
                        queue = next(roles);
                    }
                }
                return Optional.empty();
            }
        }

        @Override
        public boolean complete(Claim claim) {
            synchronized (InMemoryTaskQueue.this) {
                return held.remove(claim.slot(), claim);
            }
        }

        @Override
        public Optional<Claim> completeAndClaim(Claim done, List<Role> roles) {
            complete(done);
            return claim(done.slot(), roles);
        }

        @Override
        public boolean fail(Claim claim, Failure failure) {
            synchronized (InMemoryTaskQueue.this) {
                if (!complete(claim)) {
                    return false;
                }
                int failures = claim.task().numRetries() + (failure.counted() ? 1 : 0);
                if (failure.hopeless() || failures > retries.limit()) {
                    bury(claim.queue(), claim.line(), failure.reason(), worker.id(), failure.log());
                } else {
                    ObjectNode json = (ObjectNode) Json.parse(claim.line());
                    json.put("num_retries", failures);
                    long delay =
                            retries.delay(failure.counted() ? failures : 1, 0.5).toNanos();
                    delayed.add(new Delayed(claim.queue(), Json.line(json), System.nanoTime() + delay));
                }
                return true;
            }
        }

        @Override
        public boolean release(Claim claim) {
            synchronized (InMemoryTaskQueue.this) {
                boolean mine = complete(claim);
                if (mine) {
                    toHead(claim);
                }
                return mine;
            }
        }

        @Override
        public Set<Claim> renew() {
            synchronized (InMemoryTaskQueue.this) {
                live();
                Set<Claim> taken = Set.copyOf(lost);
                lost.clear();
                return taken;
            }
        }

        @Override
        public boolean awaitWork(List<Role> roles, Duration atMost) {
            long end = System.nanoTime() + atMost.toNanos();
            synchronized (InMemoryTaskQueue.this) {
                while (next(roles).isEmpty()) {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return false;
                    }
                    try {
                        InMemoryTaskQueue.this.wait(left);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                }
                return true;
            }
        }

        @Override
        public void maintain() {
            synchronized (InMemoryTaskQueue.this) {
                List.copyOf(members.values()).stream().filter(Member::isDead).forEach(member -> {
                    member.lost.addAll(member.held.values());
                    member.handBack();
                });
                long now = System.nanoTime();
                List.copyOf(delayed).stream().filter(d -> d.due() - now <= 0).forEach(d -> {
                    delayed.remove(d);
                    push(d.queue().text(), d.line());
                });
            }
        }

        private void handBack() {
            held.values().stream()
                    .sorted(Comparator.comparingLong(Member::sequence).reversed())
                    .forEach(InMemoryTaskQueue.this::toHead);
            held.clear();
            members.remove(worker.id());
        }

        private static long sequence(Claim claim) {
            return Long.parseLong(claim.token().substring(claim.token().lastIndexOf('-') + 1));
        }

        @Override
        public void close() {
            synchronized (InMemoryTaskQueue.this) {
                handBack();
            }
        }
    }
}
