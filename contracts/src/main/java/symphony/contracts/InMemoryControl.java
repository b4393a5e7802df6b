package symphony.contracts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import symphony.contracts.QueueMemory.Delayed;
import symphony.contracts.QueueMemory.Entry;
import symphony.core.json.MalformedJson;
import symphony.core.queue.DeadLetter;
import symphony.core.queue.QueueControl;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueuedLine;
import symphony.core.queue.Saved;
import symphony.core.task.QueueName;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/** What operators do to the queues in memory. */
final class InMemoryControl implements QueueControl {
    private final QueueMemory memory;

    InMemoryControl(QueueMemory memory) {
        this.memory = memory;
    }

    @Override
    public void pause(QueueSelector which) {
        synchronized (memory) {
            memory.paused.add(which);
        }
    }

    @Override
    public void resume(QueueSelector which) {
        synchronized (memory) {
            memory.paused.remove(which);
            memory.notifyAll();
        }
    }

    @Override
    public int cancel(String session) {
        synchronized (memory) {
            memory.cancelled.add(session);
            int gone = 0;
            for (String name : List.copyOf(memory.lists.keySet())) {
                if (isOf(session, name)) {
                    gone += memory.list(name).size();
                    memory.list(name).clear();
                }
            }
            int before = memory.delayed.size();
            memory.delayed.removeIf(d -> d.queue().session().equals(session));
            gone += before - memory.delayed.size();
            return gone
                    + memory.members.values().stream()
                            .mapToInt(member -> member.cancel(session))
                            .sum();
        }
    }

    private static boolean isOf(String session, String list) {
        return QueueName.parse(list).filter(q -> q.session().equals(session)).isPresent();
    }

    @Override
    public void readmit(String session) {
        synchronized (memory) {
            memory.cancelled.remove(session);
            memory.notifyAll();
        }
    }

    @Override
    public Set<String> cancelled() {
        synchronized (memory) {
            return Set.copyOf(memory.cancelled);
        }
    }

    @Override
    public void weigh(String session, int weight) {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("a weight is 1 to " + MOST_WEIGHT + ", not " + weight);
        }
        synchronized (memory) {
            memory.weights.put(session, weight);
            memory.weights.remove(session, 1);
            memory.ring.removeIf(name -> isOf(session, name));
            memory.lists.keySet().stream().filter(name -> isOf(session, name)).forEach(memory::announce);
        }
    }

    @Override
    public List<DeadLetter> deadLetters(String session) {
        synchronized (memory) {
            return List.copyOf(memory.dead.getOrDefault(session, List.of()));
        }
    }

    @Override
    public int retryDead(String session, Predicate<DeadLetter> which) {
        synchronized (memory) {
            int added = 0;
            for (DeadLetter letter : deadLetters(session)) {
                Optional<QueueName> queue = QueueName.parse(letter.queue());
                Optional<Task> task = queue.flatMap(q -> QueueMemory.read(letter.line(), q));
                if (which.test(letter) && task.isPresent() && !memory.cancelled.contains(session)) {
                    memory.dead.getOrDefault(session, new ArrayList<>()).remove(letter);
                    if (memory.identities().add(task.get().identity())) {
                        memory.toTail(
                                letter.queue(), new Entry(QueuedLine.withRetries(letter.line(), 0), 0, List.of()));
                        added++;
                    }
                }
            }
            memory.dead.values().removeIf(List::isEmpty);
            return added;
        }
    }

    @Override
    public int requeueWorker(String workerId) {
        synchronized (memory) {
            InMemoryMember member = memory.members.get(workerId);
            return member == null ? 0 : member.handBack(entry -> entry);
        }
    }

    @Override
    public List<String> peek(QueueName queue, long from, int count) {
        synchronized (memory) {
            return memory.list(queue.text()).stream()
                    .skip(from)
                    .limit(count)
                    .map(Entry::line)
                    .toList();
        }
    }

    @Override
    public int purge(QueueName queue, Predicate<String> lines) {
        synchronized (memory) {
            int before = memory.delayed.size();
            memory.delayed.removeIf(
                    d -> d.queue().equals(queue) && lines.test(d.entry().line()));
            return memory.takeOut(queue, lines).size() + before - memory.delayed.size();
        }
    }

    @Override
    public int move(QueueName from, QueueName to, Predicate<String> lines) {
        synchronized (memory) {
            int moved = 0;
            for (Entry entry : memory.takeOut(
                    from, line -> lines.test(line) && becomes(line, to).isPresent())) {
                String line = becomes(entry.line(), to).orElseThrow();
                if (memory.identities().add(QueuedLine.read(line, to).identity())) {
                    memory.toTail(to.text(), new Entry(line, entry.deaths(), entry.history()));
                    moved++;
                }
            }
            return moved;
        }
    }

    private static Optional<String> becomes(String line, QueueName to) {
        try {
            String there = QueuedLine.in(to, line);
            return QueueMemory.read(there, to).map(task -> there);
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    @Override
    public void save(Consumer<String> sink) {
        synchronized (memory) {
            memory.lists.forEach((name, entries) -> {
                List<Entry> tailFirst = new ArrayList<>(entries);
                Collections.reverse(tailFirst);
                tailFirst.forEach(e -> sink.accept(new Saved.Waiting(line(name, e)).toLine()));
            });
            memory.members
                    .values()
                    .forEach(m ->
                            m.eachHeld((queue, e) -> sink.accept(new Saved.Claimed(line(queue.text(), e)).toLine())));
            long nano = System.nanoTime();
            for (Delayed d : memory.delayed) {
                long due = System.currentTimeMillis() + (d.due() - nano) / 1_000_000;
                sink.accept(new Saved.Delayed(line(d.queue().text(), d.entry()), due).toLine());
            }
            memory.dead.forEach((session, letters) ->
                    letters.forEach(l -> sink.accept(new Saved.Dead(session, Saved.Raw.of(l.line()), l).toLine())));
            memory.paused.forEach(selector -> sink.accept(new Saved.Paused(selector).toLine()));
            memory.cancelled.forEach(session -> sink.accept(new Saved.Cancelled(session).toLine()));
            memory.weights.forEach((session, weight) -> sink.accept(new Saved.Weight(session, weight).toLine()));
        }
    }

    private static Saved.Line line(String queue, Entry entry) {
        return new Saved.Line(queue, Saved.Raw.of(entry.line()), entry.deaths(), entry.history());
    }

    @Override
    public int restore(Stream<String> lines) {
        synchronized (memory) {
            return lines.mapToInt(line -> restore(Saved.parse(line))).sum();
        }
    }

    private int restore(Saved saved) {
        if (saved instanceof Saved.Waiting w) {
            return putBack(w.line(), e -> memory.toHead(w.line().queue(), e));
        } else if (saved instanceof Saved.Claimed c) {
            return putBack(c.line(), e -> memory.toHead(c.line().queue(), e));
        } else if (saved instanceof Saved.Delayed d) {
            long due = System.nanoTime() + (d.dueMillis() - System.currentTimeMillis()) * 1_000_000;
            return putBack(
                    d.line(),
                    e -> memory.delayed.add(
                            new Delayed(QueueName.parse(d.line().queue()).orElseThrow(), e, due)));
        } else if (saved instanceof Saved.Dead d) {
            DeadLetter l = d.letter();
            memory.dead
                    .computeIfAbsent(d.session(), s -> new ArrayList<>())
                    .add(new DeadLetter(
                            d.line().text(), l.queue(), l.reason(), l.worker(), l.log(), l.at(), l.history()));
            return 1;
        } else if (saved instanceof Saved.Paused p) {
            pause(p.which());
        } else if (saved instanceof Saved.Cancelled c) {
            memory.cancelled.add(c.session());
        } else if (saved instanceof Saved.Weight w) {
            weigh(w.session(), w.weight());
        }
        return 0;
    }

    private int putBack(Saved.Line line, Consumer<Entry> where) {
        String text = line.line().text();
        Optional<TaskIdentity> identity = QueueName.parse(line.queue())
                .flatMap(q -> QueueMemory.read(text, q))
                .map(Task::identity);
        if (identity.isPresent() && memory.identities().contains(identity.get())) {
            return 0;
        }
        where.accept(new Entry(text, line.deaths(), line.history()));
        return 1;
    }
}
