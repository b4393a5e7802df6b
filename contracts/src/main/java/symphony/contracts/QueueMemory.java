package symphony.contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Attempt;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueuedLine;
import symphony.core.queue.RetryPolicy;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/** All that the queues in memory hold. Callers hold its lock; every look goes through everything. */
final class QueueMemory {
    /** A line and what was tried with it. */
    record Entry(String line, int deaths, List<Attempt> history) {
        Entry with(String newLine, Attempt attempt) {
            return new Entry(newLine, deaths, plus(attempt));
        }

        Entry died(Attempt attempt) {
            return new Entry(line, deaths + 1, plus(attempt));
        }

        List<Attempt> plus(Attempt attempt) {
            List<Attempt> all = new ArrayList<>(history);
            all.add(attempt);
            return List.copyOf(all.subList(Math.max(0, all.size() - Attempt.KEPT), all.size()));
        }
    }

    /** A line that waits until a moment of the nano clock. */
    record Delayed(QueueName queue, Entry entry, long due) {}

    final RetryPolicy retries;
    final Map<String, List<Entry>> lists = new LinkedHashMap<>();
    /** Each queue as often as its session's weight. */
    final List<String> ring = new ArrayList<>();

    final List<Delayed> delayed = new ArrayList<>();
    final Map<String, List<DeadLetter>> dead = new TreeMap<>();
    final Set<QueueSelector> paused = new HashSet<>();
    final Set<String> cancelled = new TreeSet<>();
    final Map<String, Integer> weights = new TreeMap<>();
    final Map<String, InMemoryMember> members = new LinkedHashMap<>();
    long tokens;

    QueueMemory(RetryPolicy retries) {
        this.retries = retries;
    }

    static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    List<Entry> list(String name) {
        return lists.computeIfAbsent(name, n -> new ArrayList<>());
    }

    void toTail(String list, Entry entry) {
        list(list).add(entry);
        announce(list);
    }

    void toHead(String list, Entry entry) {
        list(list).add(0, entry);
        announce(list);
    }

    /** Puts a queue into the ring, behind all others, as often as it weighs. */
    void announce(String list) {
        QueueName.parse(list).ifPresent(queue -> {
            long there = ring.stream().filter(list::equals).count();
            for (long i = there; i < weights.getOrDefault(queue.session(), 1); i++) {
                ring.add(list);
            }
        });
        notifyAll();
    }

    boolean isHeld(QueueName queue) {
        return cancelled.contains(queue.session()) || isPaused(queue);
    }

    boolean isPaused(QueueName queue) {
        return paused.stream().anyMatch(selector -> selector.matches(queue));
    }

    /** The queues of these roles that can be served, in the ring's order. */
    List<QueueName> servable(Collection<Role> roles) {
        ring.removeIf(name -> list(name).isEmpty());
        return ring.stream()
                .flatMap(name -> QueueName.parse(name).stream())
                .filter(queue -> roles.contains(queue.role()) && !isHeld(queue))
                .toList();
    }

    long waiting(Role role) {
        return servable(List.of(role)).stream()
                .distinct()
                .mapToLong(queue -> list(queue.text()).size())
                .sum();
    }

    /** The slots of all workers but one that found nothing to do for a role. */
    long idleSlots(Role role, InMemoryMember but) {
        return members.values().stream()
                .filter(m -> m != but)
                .mapToLong(m -> m.idleSlots(role))
                .sum();
    }

    List<Task> everywhere() {
        List<Task> tasks = new ArrayList<>();
        lists.forEach((name, entries) -> QueueName.parse(name)
                .ifPresent(queue -> entries.forEach(e -> read(e.line(), queue).ifPresent(tasks::add))));
        delayed.forEach(d -> read(d.entry().line(), d.queue()).ifPresent(tasks::add));
        members.values().forEach(member -> member.claims().forEach(claim -> tasks.add(claim.task())));
        return tasks;
    }

    Set<TaskIdentity> identities() {
        Set<TaskIdentity> known = new HashSet<>();
        everywhere().forEach(task -> known.add(task.identity()));
        return known;
    }

    /** Adds a task at the tail unless it is there, or its session is cancelled. */
    boolean add(Task task, String list, Set<TaskIdentity> known) {
        boolean added = !cancelled.contains(task.sessionName()) && known.add(task.identity());
        if (added) {
            toTail(list, new Entry(task.toLine(), 0, List.of()));
        }
        return added;
    }

    void bury(QueueName queue, Entry entry, Attempt last) {
        dead.computeIfAbsent(queue.session(), s -> new ArrayList<>())
                .add(new DeadLetter(
                        entry.line(),
                        queue.text(),
                        last.reason(),
                        last.worker(),
                        last.log(),
                        last.at(),
                        entry.plus(last)));
    }

    static Optional<Task> read(String line, QueueName queue) {
        try {
            return Optional.of(QueuedLine.read(line, queue));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /** Takes lines out of a list. */
    List<Entry> takeOut(QueueName queue, Predicate<String> lines) {
        List<Entry> taken = new ArrayList<>();
        list(queue.text()).removeIf(entry -> lines.test(entry.line()) && taken.add(entry));
        return taken;
    }
}
