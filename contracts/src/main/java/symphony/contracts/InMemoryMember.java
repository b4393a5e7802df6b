package symphony.contracts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import symphony.contracts.QueueMemory.Delayed;
import symphony.contracts.QueueMemory.Entry;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Attempt;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.QueuedLine;
import symphony.core.queue.WorkerDescription;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.QueueName;
import symphony.core.task.Role;

/** A worker's membership of the queues in memory. */
final class InMemoryMember implements Membership {
    /** So many workers may die with a task in hand; then it runs alone once, and is dead if that one dies too. */
    private static final int DEATHS = 3;

    private record Held(Claim claim, Entry entry) {}

    private final QueueMemory memory;
    private final WorkerDescription worker;
    private final long leaseNanos;
    private final Map<Integer, Held> held = new TreeMap<>();
    private final Set<Claim> lost = new HashSet<>();
    /** What it looked for in vain; until it finds something. */
    private Set<Role> idleFor = Set.of();

    private int idleSlots;

    private @Nullable String makesRoomFor;
    private WorkerLoad load = WorkerLoad.NONE;
    private long deadline;

    InMemoryMember(QueueMemory memory, WorkerDescription worker, Duration lease) {
        this.memory = memory;
        this.worker = worker;
        this.leaseNanos = lease.toNanos();
        live();
    }

    private void live() {
        deadline = System.nanoTime() + leaseNanos;
        synchronized (memory) {
            memory.members.put(worker.id(), this);
        }
    }

    boolean isDead() {
        return System.nanoTime() - deadline > 0;
    }

    List<Claim> claims() {
        return held.values().stream().map(Held::claim).toList();
    }

    /** What it holds, as it stood in the queues. */
    void eachHeld(java.util.function.BiConsumer<QueueName, Entry> sink) {
        held.values().forEach(h -> sink.accept(h.claim().queue(), h.entry()));
    }

    long idleSlots(Role role) {
        return idleFor.contains(role) ? idleSlots : 0;
    }

    QueueStatus.Worker status() {
        return new QueueStatus.Worker(
                worker.id(), worker.host(), worker.roles(), worker.slots(), held.size(), load, worker.programs());
    }

    @Override
    public Optional<Claim> claim(int place, List<Role> roles) {
        return claim(List.of(place), Math.max(0, worker.slots() - held.size()), roles).stream()
                .findFirst();
    }

    @Override
    public List<Claim> claim(List<Integer> places, int idle, List<Role> roles) {
        synchronized (memory) {
            List<Claim> claims = new ArrayList<>();
            for (int place : places) {
                claim(place, idle - claims.size(), roles).ifPresent(claims::add);
            }
            return claims;
        }
    }

    /** @param idle how many slots have no task; with none, the place is for one claimed ahead */
    private Optional<Claim> claim(int place, int idle, List<Role> roles) {
        synchronized (memory) {
            if (held.containsKey(place)) {
                throw new IllegalStateException("place " + place + " of " + worker.id() + " holds a claim already");
            }
            memory.members.putIfAbsent(worker.id(), this);
            while (true) {
                Optional<Taken> taken = idle > 0 || moreThanIdleSlotsTake(roles) ? take(roles) : Optional.empty();
                if (taken.isEmpty()) {
                    if (idle > 0) {
                        idleFor = Set.copyOf(roles);
                        idleSlots = idle;
                    }
                    return Optional.empty();
                }
                Optional<Claim> claim = accept(place, taken.get());
                if (claim.isPresent()) {
                    idleFor = Set.of();
                    return claim;
                }
            }
        }
    }

    private record Taken(QueueName queue, Entry entry) {}

    private boolean moreThanIdleSlotsTake(List<Role> roles) {
        return roles.stream().anyMatch(role -> memory.waiting(role) > memory.idleSlots(role, this) + idleSlots(role));
    }

    private Optional<Taken> take(List<Role> roles) {
        if (held.values().stream().anyMatch(h -> h.claim().alone()) || (makesRoomFor != null && !held.isEmpty())) {
            return Optional.empty();
        }
        String room = makesRoomFor == null ? "" : makesRoomFor;
        makesRoomFor = null;
        List<QueueName> roomFirst = memory.servable(roles).stream()
                .sorted(Comparator.comparing(queue -> !room.startsWith(queue + " ")))
                .toList();
        for (QueueName queue : roomFirst) {
            for (Entry entry : List.copyOf(memory.list(queue.text()))) {
                if (entry.deaths() != DEATHS || held.isEmpty()) {
                    memory.list(queue.text()).remove(entry);
                    memory.ring.remove(queue.text());
                    memory.ring.add(queue.text());
                    return Optional.of(new Taken(queue, entry));
                }
                String text = queue + " " + entry.line();
                if (memory.members.values().stream().noneMatch(m -> text.equals(m.makesRoomFor))) {
                    makesRoomFor = text;
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> accept(int place, Taken taken) {
        QueueName queue = taken.queue();
        Entry entry = taken.entry();
        try {
            if (entry.deaths() > DEATHS) {
                throw new MalformedJson("poison: " + entry.deaths() + " workers died with this task in hand, the last"
                        + " one while it did nothing else");
            }
            Claim claim = new Claim(
                    worker.id() + "-" + ++memory.tokens,
                    place,
                    queue,
                    entry.line(),
                    QueuedLine.read(entry.line(), queue),
                    entry.deaths() == DEATHS);
            held.put(place, new Held(claim, entry));
            return Optional.of(claim);
        } catch (MalformedJson e) {
            memory.bury(queue, entry, attempt(e.getMessage(), ""));
            return Optional.empty();
        }
    }

    private Attempt attempt(String reason, String log) {
        return new Attempt(QueueMemory.now(), worker.id(), reason, log);
    }

    @Override
    public boolean complete(Claim claim) {
        synchronized (memory) {
            return drop(claim).isPresent();
        }
    }

    private Optional<Entry> drop(Claim claim) {
        Held there = held.get(claim.place());
        if (there == null || !there.claim().equals(claim)) {
            return Optional.empty();
        }
        held.remove(claim.place());
        memory.notifyAll();
        return Optional.of(there.entry());
    }

    @Override
    public Optional<Claim> completeAndClaim(Claim done, List<Role> roles) {
        complete(done);
        return claim(done.place(), roles);
    }

    @Override
    public List<Claim> completeAndClaim(List<Claim> done, List<Integer> places, int idle, List<Role> roles) {
        synchronized (memory) {
            done.forEach(this::complete);
            return claim(places, idle, roles);
        }
    }

    @Override
    public boolean fail(Claim claim, Failure failure) {
        synchronized (memory) {
            Optional<Entry> entry = drop(claim);
            Attempt attempt = attempt(failure.reason(), failure.log());
            int failures = claim.task().numRetries() + (failure.counted() ? 1 : 0);
            entry.ifPresent(e -> {
                if (failure.hopeless() || failures > memory.retries.limit()) {
                    memory.bury(claim.queue(), e, attempt);
                } else {
                    long delay = memory.retries
                            .delay(failure.counted() ? failures : 1, 0.5)
                            .toNanos();
                    Entry again = e.with(QueuedLine.withRetries(claim.line(), failures), attempt);
                    memory.delayed.add(new Delayed(claim.queue(), again, System.nanoTime() + delay));
                }
            });
            return entry.isPresent();
        }
    }

    @Override
    public boolean release(Claim claim) {
        synchronized (memory) {
            Optional<Entry> mine = drop(claim);
            mine.ifPresent(entry -> memory.toHead(claim.queue().text(), entry));
            return mine.isPresent();
        }
    }

    @Override
    public Set<Claim> yieldToIdle(Collection<Claim> notBegun) {
        synchronized (memory) {
            Set<Claim> gone = new HashSet<>();
            notBegun.stream().sorted(NEWEST_FIRST).forEach(claim -> {
                Role role = claim.queue().role();
                if (memory.idleSlots(role, this) > memory.waiting(role) && release(claim)) {
                    gone.add(claim);
                }
            });
            return gone;
        }
    }

    @Override
    public Set<Claim> renew() {
        synchronized (memory) {
            live();
            Set<Claim> taken = Set.copyOf(lost);
            lost.clear();
            return taken;
        }
    }

    @Override
    public void report(WorkerLoad newLoad) {
        synchronized (memory) {
            load = newLoad;
        }
    }

    @Override
    public boolean awaitWork(List<Role> roles, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (memory) {
            while (memory.servable(roles).isEmpty()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    memory.wait(left);
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
        synchronized (memory) {
            List.copyOf(memory.members.values()).stream()
                    .filter(InMemoryMember::isDead)
                    .forEach(InMemoryMember::reap);
            long now = System.nanoTime();
            List.copyOf(memory.delayed).stream().filter(d -> d.due() - now <= 0).forEach(d -> {
                memory.delayed.remove(d);
                memory.toTail(d.queue().text(), d.entry());
            });
        }
    }

    void reap() {
        handBack(entry -> entry.died(attempt("its worker died or was cut off", "")));
    }

    /** @return how many claims went back */
    int handBack(Function<Entry, Entry> change) {
        List<Claim> claims = claims();
        claims.stream().sorted(NEWEST_FIRST).forEach(claim -> {
            Held there = held.get(claim.place());
            if (there != null) {
                memory.toHead(claim.queue().text(), change.apply(there.entry()));
            }
        });
        lost.addAll(claims);
        held.clear();
        makesRoomFor = null;
        memory.members.remove(worker.id());
        return claims.size();
    }

    /** Takes a session's claims away. */
    int cancel(String session) {
        List<Claim> gone = claims().stream()
                .filter(c -> c.queue().session().equals(session))
                .toList();
        gone.forEach(this::drop);
        lost.addAll(gone);
        return gone.size();
    }

    /** The newest claim first: put back in this order, the oldest ends up at the head. */
    private static final Comparator<Claim> NEWEST_FIRST = Comparator.comparingLong((Claim claim) ->
                    Long.parseLong(claim.token().substring(claim.token().lastIndexOf('-') + 1)))
            .reversed();

    @Override
    public void close() {
        synchronized (memory) {
            handBack(entry -> entry);
        }
    }
}
