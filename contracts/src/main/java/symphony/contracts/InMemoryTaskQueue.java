package symphony.contracts;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import symphony.contracts.QueueMemory.Entry;
import symphony.core.artifact.SessionRoot;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.QueueName;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/** The queues in this JVM's memory, for tests of what stands on them. */
public final class InMemoryTaskQueue implements TaskQueue {
    private record Leader(String who, long until) {}

    private final QueueMemory memory;
    private final Map<String, Set<String>> finished = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Leader> leaders = new HashMap<>();

    public InMemoryTaskQueue() {
        this(RetryPolicy.DEFAULT);
    }

    public InMemoryTaskQueue(RetryPolicy retries) {
        this.memory = new QueueMemory(retries);
    }

    /** What {@code redis-cli rpush} would do. */
    public void push(String list, String line) {
        synchronized (memory) {
            memory.toTail(list, new Entry(line, 0, List.of()));
        }
    }

    /** The lines that wait in a list. */
    public List<String> waiting(String list) {
        synchronized (memory) {
            return memory.list(list).stream().map(Entry::line).toList();
        }
    }

    @Override
    public int enqueue(List<Task> tasks) {
        synchronized (memory) {
            Set<TaskIdentity> known = memory.identities();
            return (int) tasks.stream()
                    .filter(task -> memory.add(task, task.queue().text(), known))
                    .count();
        }
    }

    @Override
    public Membership join(WorkerDescription worker, Duration lease) {
        return new InMemoryMember(memory, worker, lease);
    }

    @Override
    public Set<TaskIdentity> pending(SessionRoot session) {
        synchronized (memory) {
            Set<TaskIdentity> found = new HashSet<>();
            memory.everywhere().stream()
                    .filter(task -> task.root().equals(session))
                    .forEach(task -> found.add(task.identity()));
            return found;
        }
    }

    @Override
    public QueueStatus status() {
        synchronized (memory) {
            Set<String> names = new TreeSet<>();
            memory.lists.forEach((name, lines) -> {
                if (!lines.isEmpty()) {
                    names.add(name);
                }
            });
            memory.delayed.forEach(d -> names.add(d.queue().text()));
            memory.members.values().forEach(m -> m.claims()
                    .forEach(c -> names.add(c.queue().text())));
            memory.paused.forEach(selector -> names.add(selector.text()));
            return new QueueStatus(
                    names.stream()
                            .flatMap(name -> QueueName.parse(name).stream())
                            .map(this::count)
                            .sorted(Comparator.comparing(
                                            (QueueStatus.Queue q) -> q.name().role())
                                    .thenComparing(q -> q.name().session())
                                    .thenComparing(q -> q.name().text()))
                            .toList(),
                    memory.dead.entrySet().stream()
                            .map(e -> new QueueStatus.Dead(
                                    e.getKey(), e.getValue().size()))
                            .toList(),
                    memory.members.values().stream().map(InMemoryMember::status).toList(),
                    memory.paused.stream()
                            .sorted(Comparator.comparing(s -> s.text()))
                            .toList(),
                    memory.cancelled,
                    memory.weights,
                    List.of(),
                    0);
        }
    }

    private QueueStatus.Queue count(QueueName name) {
        long claimed = memory.members.values().stream()
                .flatMap(m -> m.claims().stream())
                .filter(c -> c.queue().equals(name))
                .count();
        long later = memory.delayed.stream().filter(d -> d.queue().equals(name)).count();
        return new QueueStatus.Queue(name, memory.list(name.text()).size(), claimed, later, memory.isPaused(name));
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
        synchronized (memory) {
            memory.weights.remove(session.sessionName());
        }
    }

    @Override
    public synchronized boolean lead(String purpose, String who, Duration duration) {
        long now = System.nanoTime();
        Leader leader = leaders.get(purpose);
        if (leader != null && !leader.who().equals(who) && leader.until() - now > 0) {
            return false;
        }
        leaders.put(purpose, new Leader(who, now + duration.toNanos()));
        return true;
    }

    @Override
    public QueueControl control() {
        return new InMemoryControl(memory);
    }

    @Override
    public void close() {}
}
