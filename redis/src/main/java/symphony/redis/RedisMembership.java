package symphony.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Role;

/**
 * A worker's lease on Redis. One lock and one connection: so what is declared when renewing is what Redis was last told,
 * and no claim can fall between.
 */
final class RedisMembership implements Membership {
    private final WorkerDescription worker;
    private final RedisLink link;
    private final WakeCalls wakeCalls;
    private final Upkeep upkeep;
    private final Lease lease;
    private final Registration registration;
    private final Settling settling;
    private final Taking taking;
    private boolean closed;

    RedisMembership(
            WorkerDescription worker,
            Duration leaseTime,
            RetryPolicy retries,
            DoubleSupplier jitter,
            RedisServer server,
            Upkeep upkeep) {
        this.worker = worker;
        this.link = new RedisLink(server, false);
        this.wakeCalls = new WakeCalls(server);
        this.upkeep = upkeep;
        this.lease = new Lease(worker.id());
        this.registration = new Registration(worker, leaseTime, link, lease);
        this.settling = new Settling(worker.id(), retries, jitter, link, registration);
        this.taking = new Taking(worker, link, lease, registration, settling);
        try {
            registration.register();
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    @Override
    public synchronized Optional<Claim> claim(int place, List<Role> roles) {
        return claim(List.of(place), taking.slotsWithoutClaim(), roles).stream().findFirst();
    }

    @Override
    public synchronized List<Claim> claim(List<Integer> places, int idleSlots, List<Role> roles) {
        return completeAndClaim(List.of(), places, idleSlots, roles);
    }

    @Override
    public synchronized boolean complete(Claim claim) {
        boolean completed = lease.holds(claim)
                && taking.take(List.of(claim), List.of(), 0, List.of()).completed() == 1;
        notifyAll(); // it may take more now
        return completed;
    }

    @Override
    public synchronized Optional<Claim> completeAndClaim(Claim done, List<Role> roles) {
        Optional<Claim> next = lease.holds(done) ? taking.next(done, roles) : claim(done.place(), roles);
        notifyAll();
        return next;
    }

    @Override
    public synchronized List<Claim> completeAndClaim(
            List<Claim> done, List<Integer> places, int idleSlots, List<Role> roles) {
        List<Claim> held = done.stream().filter(lease::holds).toList();
        for (int place : places) {
            lease.in(place).filter(other -> !held.contains(other)).ifPresent(other -> {
                throw new IllegalStateException(
                        "place " + place + " of " + worker.id() + " holds " + other.token() + " already");
            });
        }
        List<Claim> taken = taking.take(held, places, idleSlots, roles).claims();
        notifyAll();
        return taken;
    }

    @Override
    public synchronized boolean fail(Claim claim, Failure failure) {
        boolean settled = lease.holds(claim) && settling.fail(claim, failure);
        lease.drop(claim);
        notifyAll();
        return settled;
    }

    @Override
    public synchronized boolean release(Claim claim) {
        try {
            return lease.holds(claim) && settling.release(claim);
        } finally {
            lease.drop(claim); // no longer declared: where Redis did not hear of it, the next renewal hands it back
            notifyAll();
        }
    }

    @Override
    public synchronized Set<Claim> yieldToIdle(Collection<Claim> notBegun) {
        List<Claim> newestFirst = notBegun.stream()
                .filter(lease::holds)
                .sorted(Comparator.comparingLong(Lease::sequence).reversed())
                .toList();
        if (newestFirst.isEmpty()) {
            return Set.of();
        }
        List<?> answer = registration.ask(epoch -> {
            List<String> arguments = new ArrayList<>(List.of(epoch, worker.id()));
            for (Claim claim : newestFirst) {
                arguments.add(Integer.toString(claim.place()));
                arguments.add(claim.token());
                arguments.add(claim.queue().text());
            }
            return link.eval(Script.YIELD, List.of(Keys.lease(worker.id())), arguments);
        });
        List<String> places = Replies.texts(answer.subList(1, answer.size()));
        Set<Claim> gone = newestFirst.stream()
                .filter(claim -> places.contains(Integer.toString(claim.place())))
                .collect(Collectors.toSet());
        gone.forEach(lease::drop);
        notifyAll();
        return gone;
    }

    @Override
    public synchronized Set<Claim> renew() {
        registration.sync();
        notifyAll();
        return lease.takeLost();
    }

    @Override
    public synchronized void report(WorkerLoad load) {
        registration.tell(load);
    }

    @Override
    public boolean awaitWork(List<Role> roles, Duration atMost) {
        if (mayTakeMore()) {
            return wakeCalls.await(roles, atMost);
        }
        // A wake token taken now would be lost to all others.
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (this) {
            for (long left = atMost.toMillis(); left > 0 && !taking.mayTakeMore(); ) {
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
                left = (end - System.nanoTime()) / 1_000_000;
            }
            return taking.mayTakeMore();
        }
    }

    private synchronized boolean mayTakeMore() {
        return taking.mayTakeMore();
    }

    @Override
    public void maintain() {
        upkeep.run(worker.id());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            link.eval(Script.LEAVE, List.of(), List.of(worker.id()));
        } catch (QueueUnavailable e) {
            // With Redis away nothing can be handed back now: the lease runs out and is reaped.
        } finally {
            wakeCalls.close();
            link.close();
        }
    }
}
