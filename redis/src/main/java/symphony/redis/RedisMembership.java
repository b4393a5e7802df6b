package symphony.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/**
 * A worker's lease on Redis. One lock and one connection: so what is declared when renewing is what Redis was last told,
 * and no claim can fall between.
 */
final class RedisMembership implements Membership {
    private final WorkerDescription worker;
    private final RetryPolicy retries;
    private final DoubleSupplier jitter;
    private final RedisLink link;
    private final WakeCalls wakeCalls;
    private final Upkeep upkeep;
    private final Lease lease;
    private final Registration registration;
    private int turn;
    private boolean closed;

    RedisMembership(
            WorkerDescription worker,
            Duration leaseTime,
            RetryPolicy retries,
            DoubleSupplier jitter,
            RedisServer server,
            Upkeep upkeep) {
        this.worker = worker;
        this.retries = retries;
        this.jitter = jitter;
        this.link = new RedisLink(server, false);
        this.wakeCalls = new WakeCalls(server);
        this.upkeep = upkeep;
        this.lease = new Lease(worker.id());
        this.registration = new Registration(worker, leaseTime, link, lease);
        try {
            registration.renew();
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    @Override
    public synchronized Optional<Claim> claim(int slot, List<Role> roles) {
        lease.in(slot).ifPresent(held -> {
            throw new IllegalStateException(
                    "slot " + slot + " of " + worker.id() + " holds " + held.token() + " already");
        });
        return take(slot, Optional.empty(), roles);
    }

    @Override
    public synchronized boolean complete(Claim claim) {
        if (!lease.holds(claim)) {
            return false;
        }
        List<?> answer = registration.ask(epoch -> link.eval(
                Script.CLAIM,
                claimKeys(Optional.of(claim)),
                claimArguments(epoch, claim.slot(), "-", Optional.of(claim))));
        lease.drop(claim);
        boolean busy = Replies.text(answer.get(0)).equals("BUSY");
        return Replies.text(answer.get(busy ? 1 : 0)).equals("OK");
    }

    @Override
    public synchronized Optional<Claim> completeAndClaim(Claim done, List<Role> roles) {
        if (lease.holds(done)) {
            return take(done.slot(), Optional.of(done), roles);
        }
        return claim(done.slot(), roles);
    }

    private Optional<Claim> take(int slot, Optional<Claim> done, List<Role> roles) {
        Optional<Claim> toComplete = done;
        boolean synced = false;
        while (true) {
            String token = lease.ask(slot);
            List<String> keys = claimKeys(toComplete);
            List<String> names = inTurn(roles);
            Optional<Claim> completing = toComplete;
            List<?> answer = registration.ask(epoch -> {
                List<String> arguments = claimArguments(epoch, slot, token, completing);
                arguments.addAll(names);
                return link.eval(Script.CLAIM, keys, arguments);
            });
            toComplete.ifPresent(lease::drop);
            toComplete = Optional.empty();
            lease.answered(slot);
            if (Replies.text(answer.get(0)).equals("BUSY")) {
                if (synced) {
                    throw new IllegalStateException("slot " + slot + " of " + worker.id()
                            + " holds a claim it does not know; do two workers share one id?");
                }
                // A crash of Redis brought back an old claim: it goes to the head of its queue.
                sync();
                synced = true;
            } else if (answer.size() < 3) {
                return Optional.empty();
            } else {
                Optional<Claim> claim = accept(slot, token, Replies.text(answer.get(1)), Replies.bytes(answer.get(2)));
                if (claim.isPresent()) {
                    return claim;
                }
            }
        }
    }

    /** A line that is no task goes to the dead letters as it is. */
    private Optional<Claim> accept(int slot, String token, String queueText, byte[] line) {
        QueueName queue = QueueName.parse(queueText)
                .orElseThrow(() -> new IllegalStateException("a ring in Redis names '" + queueText + "', no queue"));
        try {
            Task task = Lines.read(line, queue);
            Claim claim = new Claim(token, slot, queue, Replies.text(line), task);
            lease.hold(claim);
            return Optional.of(claim);
        } catch (MalformedJson e) {
            bury(slot, token, queue, "", e.getMessage() == null ? "no task" : e.getMessage(), "");
            return Optional.empty();
        }
    }

    @Override
    public synchronized boolean fail(Claim claim, Failure failure) {
        if (!lease.holds(claim)) {
            return false;
        }
        int failures = claim.task().numRetries() + (failure.counted() ? 1 : 0);
        boolean settled;
        if (failure.hopeless() || failures > retries.limit()) {
            String identity = claim.task().identity().hex();
            settled = bury(claim.slot(), claim.token(), claim.queue(), identity, failure.reason(), failure.log());
        } else {
            String line = failure.counted() ? Lines.withRetries(claim.line(), failures) : claim.line();
            long delay = retries.delay(failure.counted() ? failures : 1, jitter.getAsDouble())
                    .toMillis();
            settled = settle(Script.DELAY, claim, line, Long.toString(delay));
        }
        lease.drop(claim);
        return settled;
    }

    @Override
    public synchronized boolean release(Claim claim) {
        if (!lease.holds(claim)) {
            return false;
        }
        boolean settled = settle(Script.RELEASE, claim);
        lease.drop(claim);
        return settled;
    }

    private boolean settle(Script script, Claim claim, String... more) {
        Object answer = registration.ask(epoch -> {
            List<String> arguments = new ArrayList<>(List.of(
                    epoch,
                    Integer.toString(claim.slot()),
                    claim.token(),
                    claim.queue().text()));
            Collections.addAll(arguments, more);
            return link.eval(script, List.of(Keys.lease(worker.id())), arguments);
        });
        return Replies.text(Replies.list(answer).get(0)).equals("OK");
    }

    private boolean bury(int slot, String token, QueueName queue, String identity, String reason, String log) {
        String note = Json.line(Json.object()
                .put("reason", reason)
                .put("queue", queue.text())
                .put("worker", worker.id())
                .put("log", log));
        List<String> keys = List.of(
                Keys.lease(worker.id()),
                Keys.dead(queue.session()),
                Keys.reasons(queue.session()),
                Keys.identities(queue));
        List<?> answer = registration.ask(epoch -> link.eval(
                Script.BURY, keys, List.of(epoch, Integer.toString(slot), token, queue.text(), identity, note)));
        return Replies.text(answer.get(0)).equals("OK");
    }

    @Override
    public synchronized Set<Claim> renew() {
        sync();
        return lease.takeLost();
    }

    private void sync() {
        List<?> answer = registration.ask(epoch -> {
            List<String> arguments = new ArrayList<>(List.of(epoch, worker.id(), registration.leaseMillis()));
            arguments.addAll(lease.roll());
            return link.eval(Script.RENEW, List.of(Keys.lease(worker.id())), arguments);
        });
        lease.lose(Replies.texts(answer.subList(1, answer.size())));
    }

    @Override
    public boolean awaitWork(List<Role> roles, Duration atMost) {
        return wakeCalls.await(roles, atMost);
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

    private List<String> claimKeys(Optional<Claim> done) {
        return List.of(
                Keys.lease(worker.id()),
                done.map(claim -> Keys.identities(claim.queue())).orElse("symphony:ids"));
    }

    private static List<String> claimArguments(String epoch, int slot, String token, Optional<Claim> done) {
        return new ArrayList<>(List.of(
                epoch,
                Integer.toString(slot),
                token,
                done.map(Claim::token).orElse(""),
                done.map(claim -> claim.queue().text()).orElse(""),
                done.map(claim -> claim.task().identity().hex()).orElse("")));
    }

    /** Each claim begins with another role, so that a long queue of one does not hold up the others. */
    private List<String> inTurn(List<Role> roles) {
        List<String> names =
                new ArrayList<>(roles.stream().map(Role::wireName).distinct().toList());
        Collections.rotate(names, -(turn++ % Math.max(1, names.size())));
        return names;
    }
}
