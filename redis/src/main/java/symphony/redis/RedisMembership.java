package symphony.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/**
 * A worker's lease on Redis. One lock and one connection: so what is declared when renewing is what Redis was last told,
 * and no claim can fall between.
 */
final class RedisMembership implements Membership {
    /** As in {@code prelude.lua}: a task in whose hands so many workers died runs alone once. */
    private static final int DEATHS = 3;

    private final WorkerDescription worker;
    private final RetryPolicy retries;
    private final DoubleSupplier jitter;
    private final RedisLink link;
    private final WakeCalls wakeCalls;
    private final Upkeep upkeep;
    private final Lease lease;
    private final Registration registration;
    private int turn;
    /** Whether it was noted as one that finds nothing to do. */
    private boolean idle;
    /** The queue whose next task has to run alone, for which this worker makes room; or empty. */
    private String room = "";

    private String load = "";
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
    public synchronized Optional<Claim> claim(int place, List<Role> roles) {
        return first(take(List.of(), List.of(place), roles).claims());
    }

    @Override
    public synchronized List<Claim> claimAhead(List<Integer> places, List<Role> roles) {
        return take(List.of(), places, roles).claims();
    }

    @Override
    public synchronized boolean complete(Claim claim) {
        return take(List.of(claim), List.of(), List.of()).completed() == 1;
    }

    @Override
    public synchronized Optional<Claim> completeAndClaim(Claim done, List<Role> roles) {
        return first(take(List.of(done), List.of(done.place()), roles).claims());
    }

    @Override
    public synchronized List<Claim> completeAndClaim(List<Claim> done, List<Integer> places, List<Role> roles) {
        return take(done, places, roles).claims();
    }

    private static Optional<Claim> first(List<Claim> claims) {
        return claims.isEmpty() ? Optional.empty() : Optional.of(claims.get(0));
    }

    private record Taken(int completed, List<Claim> claims) {}

    private Taken take(List<Claim> done, List<Integer> places, List<Role> roles) {
        List<Claim> toComplete = done.stream().filter(lease::holds).toList();
        for (int place : places) {
            lease.in(place).filter(held -> !toComplete.contains(held)).ifPresent(held -> {
                throw new IllegalStateException(
                        "place " + place + " of " + worker.id() + " holds " + held.token() + " already");
            });
        }
        List<Integer> open = new ArrayList<>(places);
        Collections.sort(open); // slots first
        int completed = 0;
        List<Claim> claims = new ArrayList<>();
        boolean synced = false;
        while (true) {
            List<Claim> completing = claims.isEmpty() && completed == 0 ? toComplete : List.of();
            completing = completing.stream().filter(lease::holds).toList();
            boolean asks = !open.isEmpty() && mayTakeMore(completing);
            if (completing.isEmpty() && !asks) {
                return new Taken(completed, claims);
            }
            Reply reply = ask(completing, asks ? open : List.of(), roles);
            completed += reply.completed();
            boolean dropped = false;
            for (Offer offer : reply.offers()) {
                open.remove((Object) offer.place());
                Optional<Claim> claim = accept(offer);
                claim.ifPresent(claims::add);
                if (claim.isEmpty()) {
                    open.add(0, offer.place()); // it held no task
                    dropped = true;
                }
            }
            if (reply.busy()) {
                if (synced) {
                    throw new IllegalStateException("a place of " + worker.id()
                            + " holds a claim it does not know; do two workers share one id?");
                }
                // A crash of Redis brought back an old claim: it goes to the head of its queue.
                sync();
                synced = true;
            } else if (!dropped) {
                return new Taken(completed, claims);
            }
        }
    }

    /** A worker with a task that has to run alone takes no other; one that makes room for such a task empties first. */
    private boolean mayTakeMore(List<Claim> completing) {
        int others = lease.size() - completing.size();
        boolean alone = lease.holdsALoneOneBeside(completing);
        return !alone && (room.isEmpty() || others == 0);
    }

    /** A line that Redis gave for a place, not read yet. */
    private record Offer(int place, String token, QueueName queue, ByteBuffer line, int deaths, boolean triedBefore) {}

    private record Reply(boolean busy, int completed, List<Offer> offers) {}

    private Reply ask(List<Claim> done, List<Integer> places, List<Role> roles) {
        Map<Integer, String> tokens = new HashMap<>();
        places.forEach(place -> tokens.put(place, lease.ask(place)));
        int freed = (int) done.stream().filter(c -> c.place() < worker.slots()).count();
        int free = worker.slots() - lease.heldBelow(worker.slots()) + freed;
        int others = lease.size() - done.size();
        List<String> names = inTurn(roles);
        List<?> answer = registration.ask(epoch -> {
            List<String> arguments = new ArrayList<>(List.of(
                    epoch,
                    worker.id(),
                    Integer.toString(worker.slots()),
                    Integer.toString(free),
                    Integer.toString(others),
                    idle ? "1" : "0",
                    room,
                    Integer.toString(done.size())));
            for (Claim claim : done) {
                arguments.add(Integer.toString(claim.place()));
                arguments.add(claim.token());
                arguments.add(claim.queue().text());
                arguments.add(Keys.identities(claim.queue()));
                arguments.add(claim.task().identity().hex());
                arguments.add(
                        lease.triedBefore(claim) ? Script.sha1(claim.line().getBytes(StandardCharsets.UTF_8)) : "");
            }
            arguments.add(Integer.toString(places.size()));
            for (int place : places) {
                arguments.add(Integer.toString(place));
                arguments.add(tokens.getOrDefault(place, ""));
            }
            arguments.addAll(names);
            return link.eval(Script.CLAIM, List.of(Keys.lease(worker.id())), arguments);
        });
        done.forEach(lease::drop);
        places.forEach(lease::answered);
        if (!places.isEmpty()) {
            room = Replies.text(answer.get(2));
        }
        List<Offer> offers = new ArrayList<>();
        for (int i = 3; i + 4 < answer.size(); i += 5) {
            int place = Integer.parseInt(Replies.text(answer.get(i)));
            String queueText = Replies.text(answer.get(i + 1));
            QueueName queue = QueueName.parse(queueText)
                    .orElseThrow(
                            () -> new IllegalStateException("a ring in Redis names '" + queueText + "', no queue"));
            int deaths = (int) Replies.number(answer.get(i + 3));
            boolean triedBefore = deaths > 0 || Replies.bytes(answer.get(i + 4)).length > 0;
            offers.add(new Offer(
                    place,
                    tokens.getOrDefault(place, ""),
                    queue,
                    ByteBuffer.wrap(Replies.bytes(answer.get(i + 2))),
                    deaths,
                    triedBefore));
        }
        boolean busy = Replies.text(answer.get(0)).equals("BUSY");
        if (!places.isEmpty() && !busy) {
            idle = offers.isEmpty() && room.isEmpty() && places.get(0) < worker.slots();
        }
        int completed =
                (int) Replies.text(answer.get(1)).chars().filter(c -> c == 'O').count();
        return new Reply(busy, completed, offers);
    }

    /** A line that is no task goes to the dead letters as it is, and so does one that killed worker after worker. */
    private Optional<Claim> accept(Offer offer) {
        try {
            Task task = Lines.read(offer.line().array(), offer.queue());
            String line = Replies.text(offer.line().array());
            boolean alone = offer.deaths() == DEATHS;
            Claim claim = new Claim(offer.token(), offer.place(), offer.queue(), line, task, alone);
            lease.hold(claim, offer.triedBefore());
            if (offer.deaths() <= DEATHS) {
                return Optional.of(claim);
            }
            String reason = "poison: " + offer.deaths()
                    + " workers died with this task in hand, the last one while it did" + " nothing else";
            bury(
                    claim.place(),
                    claim.token(),
                    claim.queue(),
                    task.identity().hex(),
                    new Failure(reason, "", true, true));
            lease.drop(claim);
            return Optional.empty();
        } catch (MalformedJson e) {
            bury(offer.place(), offer.token(), offer.queue(), "", new Failure(e.getMessage(), "", true, true));
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
            settled = bury(claim.place(), claim.token(), claim.queue(), identity, failure);
        } else {
            String line = failure.counted() ? Lines.withRetries(claim.line(), failures) : claim.line();
            long delay = retries.delay(failure.counted() ? failures : 1, jitter.getAsDouble())
                    .toMillis();
            settled = settle(Script.DELAY, claim, line, Long.toString(delay), Attempts.note(worker.id(), failure));
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
                    Integer.toString(claim.place()),
                    claim.token(),
                    claim.queue().text()));
            Collections.addAll(arguments, more);
            return link.eval(script, List.of(Keys.lease(worker.id())), arguments);
        });
        return Replies.text(Replies.list(answer).get(0)).equals("OK");
    }

    private boolean bury(int place, String token, QueueName queue, String identity, Failure failure) {
        String note = Json.line(Json.object()
                .put("reason", failure.reason())
                .put("queue", queue.text())
                .put("worker", worker.id())
                .put("log", failure.log()));
        List<String> keys = List.of(
                Keys.lease(worker.id()),
                Keys.dead(queue.session()),
                Keys.reasons(queue.session()),
                Keys.identities(queue));
        List<?> answer = registration.ask(epoch -> link.eval(
                Script.BURY, keys, List.of(epoch, Integer.toString(place), token, queue.text(), identity, note)));
        return Replies.text(answer.get(0)).equals("OK");
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
                arguments.addAll(List.of(
                        Integer.toString(claim.place()),
                        claim.token(),
                        claim.queue().text()));
            }
            return link.eval(Script.YIELD, List.of(Keys.lease(worker.id())), arguments);
        });
        List<String> places = Replies.texts(answer.subList(1, answer.size()));
        Set<Claim> gone = newestFirst.stream()
                .filter(claim -> places.contains(Integer.toString(claim.place())))
                .collect(Collectors.toSet());
        gone.forEach(lease::drop);
        return gone;
    }

    @Override
    public synchronized Set<Claim> renew() {
        sync();
        return lease.takeLost();
    }

    private void sync() {
        List<?> answer = registration.ask(epoch -> {
            List<String> arguments = new ArrayList<>(List.of(epoch, worker.id(), registration.leaseMillis(), load));
            arguments.addAll(lease.roll());
            return link.eval(Script.RENEW, List.of(Keys.lease(worker.id())), arguments);
        });
        lease.lose(Replies.texts(answer.subList(1, answer.size())));
    }

    @Override
    public synchronized void report(WorkerLoad newLoad) {
        load = WorkerInfo.toJson(newLoad);
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

    /** Each claim begins with another role, so that a long queue of one does not hold up the others. */
    private List<String> inTurn(List<Role> roles) {
        List<String> names =
                new ArrayList<>(roles.stream().map(Role::wireName).distinct().toList());
        Collections.rotate(names, -(turn++ % Math.max(1, names.size())));
        return names;
    }
}
