package symphony.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.QueueName;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** Completes claims and takes tasks. Not safe for threads. */
final class Taking {
    /** As in {@code prelude.lua}: a task in whose hands so many workers died runs alone once. */
    private static final int DEATHS = 3;

    /** As in {@code claim.lua}. */
    private static final int MOST_A_CALL = 500;

    /** @param completed how many of the done claims were still held */
    record Taken(int completed, List<Claim> claims) {}

    /** A line that Redis gave for a place, not read yet. */
    private record Offer(int place, String token, QueueName queue, ByteBuffer line, int deaths, boolean triedBefore) {}

    private record Reply(boolean busy, int completed, List<Offer> offers) {}

    private final WorkerDescription worker;
    private final RedisLink link;
    private final Lease lease;
    private final Registration registration;
    private final Settling settling;
    private final RoleTurns roles = new RoleTurns();
    private final List<String> leaseKey;
    /** Whether it was noted as one that finds nothing to do. */
    private boolean idle;
    /** The queue whose next task has to run alone, for which this worker makes room; or empty. */
    private String room = "";

    private QueueName lastQueue = QueueName.of(Role.RVM, "none");

    Taking(WorkerDescription worker, RedisLink link, Lease lease, Registration registration, Settling settling) {
        this.worker = worker;
        this.link = link;
        this.lease = lease;
        this.registration = registration;
        this.settling = settling;
        this.leaseKey = List.of(Keys.lease(worker.id()));
    }

    /** Whether asking could give anything: not while a task runs alone, nor while room is made for one. */
    boolean mayTakeMore() {
        return mayTakeMoreAfter(List.of());
    }

    private boolean mayTakeMoreAfter(List<Claim> done) {
        return !lease.holdsALoneOneBeside(done) && (room.isEmpty() || lease.size() == done.size());
    }

    /** One done, one taken for its slot: in one short call where nothing is out of the ordinary. */
    Optional<Claim> next(Claim done, List<Role> wanted) {
        if (idle || lease.triedBefore(done) || !mayTakeMoreAfter(List.of(done))) {
            return nextInGeneral(List.of(done), done.place(), wanted);
        }
        String token = lease.ask(done.place());
        List<String> arguments = new ArrayList<>(7 + wanted.size());
        arguments.add(registration.epoch());
        arguments.add(Integer.toString(done.place()));
        arguments.add(done.token());
        arguments.add(done.queue().text());
        arguments.add(Keys.identities(done.queue()));
        arguments.add(done.task().identity().hex());
        arguments.add(token);
        arguments.addAll(roles.next(wanted));
        List<?> answer = Replies.list(link.eval(Script.NEXT, leaseKey, arguments));
        String verdict = Replies.text(answer.get(0));
        if (verdict.equals("GENERAL")) {
            return nextInGeneral(List.of(done), done.place(), wanted);
        }
        lease.drop(done);
        lease.answered(done.place());
        Optional<Claim> claim = Optional.empty();
        if (verdict.equals("OK")) {
            QueueName queue = queueName(Replies.text(answer.get(1)));
            ByteBuffer line = ByteBuffer.wrap(Replies.bytes(answer.get(2)));
            claim = accept(new Offer(done.place(), token, queue, line, 0, false));
        }
        return claim.isPresent() ? claim : nextInGeneral(List.of(), done.place(), wanted);
    }

    private Optional<Claim> nextInGeneral(List<Claim> done, int place, List<Role> wanted) {
        int idleSlots = slotsWithoutClaim() + done.size();
        return take(done, List.of(place), idleSlots, wanted).claims().stream().findFirst();
    }

    /** How many slots idle, where nothing is claimed ahead. */
    int slotsWithoutClaim() {
        return Math.max(0, worker.slots() - lease.size());
    }

    /**
     * Completes claims, and takes up to as many tasks as there are places. Lines that are no tasks are set aside.
     *
     * @param idleSlots how many of the places, the first ones, are for slots that idle; may be more than there are places
     */
    Taken take(List<Claim> done, List<Integer> places, int idleSlots, List<Role> wanted) {
        List<Integer> open = new ArrayList<>(places);
        int idleNow = idleSlots;
        List<Claim> toComplete = done;
        List<Claim> claims = new ArrayList<>();
        int completed = 0;
        boolean synced = false;
        boolean again = true;
        while (again) {
            again = false;
            boolean asks = !open.isEmpty() && mayTakeMoreAfter(toComplete);
            if (toComplete.isEmpty() && !asks) {
                break;
            }
            List<Claim> settles = firstOf(toComplete);
            List<Integer> asked = asks ? List.copyOf(firstOf(open)) : List.of();
            Reply reply = ask(settles, asked, idleNow, wanted);
            completed += reply.completed();
            toComplete = toComplete.subList(settles.size(), toComplete.size());
            again = !toComplete.isEmpty()
                    || (asked.size() < open.size() && reply.offers().size() == asked.size());
            for (Offer offer : reply.offers()) {
                Optional<Claim> claim = accept(offer);
                if (claim.isPresent()) {
                    claims.add(claim.get());
                    open.remove((Object) offer.place());
                    idleNow = Math.max(0, idleNow - 1);
                } else {
                    again = true;
                }
            }
            if (reply.busy()) {
                if (synced) {
                    throw new IllegalStateException("a place of " + worker.id()
                            + " holds a claim it does not know; do two workers share one id?");
                }
                // A crash of Redis brought back an old claim: it goes to the head of its queue.
                registration.sync();
                synced = true;
                again = true;
            }
        }
        return new Taken(completed, claims);
    }

    private static <T> List<T> firstOf(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST_A_CALL));
    }

    private Reply ask(List<Claim> done, List<Integer> places, int idleSlots, List<Role> wanted) {
        List<String> tokens = places.stream().map(lease::ask).toList();
        List<String> names = roles.next(wanted);
        List<?> answer = registration.ask(
                epoch -> link.eval(Script.CLAIM, leaseKey, arguments(epoch, done, places, idleSlots, tokens, names)));
        done.forEach(lease::drop);
        places.forEach(lease::answered);
        boolean busy = Replies.text(answer.get(0)).equals("BUSY");
        if (!places.isEmpty()) {
            room = Replies.text(answer.get(2));
        }
        List<Offer> offers = new ArrayList<>();
        for (int i = 3; i + 4 < answer.size(); i += 5) {
            int place = Integer.parseInt(Replies.text(answer.get(i)));
            QueueName queue = queueName(Replies.text(answer.get(i + 1)));
            ByteBuffer line = ByteBuffer.wrap(Replies.bytes(answer.get(i + 2)));
            int deaths = (int) Replies.number(answer.get(i + 3));
            boolean triedBefore = deaths > 0 || Replies.bytes(answer.get(i + 4)).length > 0;
            offers.add(new Offer(place, tokens.get(places.indexOf(place)), queue, line, deaths, triedBefore));
        }
        if (!busy && room.isEmpty() && offers.size() < Math.min(idleSlots, places.size())) {
            idle = true;
        } else if (!offers.isEmpty()) {
            idle = false;
        }
        String verdicts = Replies.text(answer.get(1));
        return new Reply(busy, (int) verdicts.chars().filter(c -> c == 'O').count(), offers);
    }

    private List<String> arguments(
            String epoch,
            List<Claim> done,
            List<Integer> places,
            int idleSlots,
            List<String> tokens,
            List<String> names) {
        List<String> arguments = new ArrayList<>(8 + 6 * done.size() + 2 * places.size() + names.size());
        arguments.add(epoch);
        arguments.add(worker.id());
        arguments.add(Integer.toString(idleSlots));
        arguments.add(Integer.toString(lease.size() - done.size()));
        arguments.add(idle ? "1" : "0");
        arguments.add(room);
        arguments.add(Integer.toString(done.size()));
        for (Claim claim : done) {
            arguments.add(Integer.toString(claim.place()));
            arguments.add(claim.token());
            arguments.add(claim.queue().text());
            arguments.add(Keys.identities(claim.queue()));
            arguments.add(claim.task().identity().hex());
            boolean tried = lease.triedBefore(claim);
            arguments.add(tried ? Script.sha1(claim.line().getBytes(StandardCharsets.UTF_8)) : "");
        }
        arguments.add(Integer.toString(places.size()));
        for (int i = 0; i < places.size(); i++) {
            arguments.add(Integer.toString(places.get(i)));
            arguments.add(tokens.get(i));
        }
        arguments.addAll(names);
        return arguments;
    }

    /** Mostly the same queue again and again. */
    private QueueName queueName(String text) {
        if (!text.equals(lastQueue.text())) {
            lastQueue = QueueName.parse(text)
                    .orElseThrow(() -> new IllegalStateException("a ring in Redis names '" + text + "', no queue"));
        }
        return lastQueue;
    }

    /** A line that is no task goes to the dead letters as it is, and so does one that killed worker after worker. */
    private Optional<Claim> accept(Offer offer) {
        try {
            String line =
                    Replies.strictText(offer.line().array()).orElseThrow(() -> new MalformedJson("not UTF-8 text"));
            Task task = Lines.read(line, offer.queue());
            boolean alone = offer.deaths() == DEATHS;
            Claim claim = new Claim(offer.token(), offer.place(), offer.queue(), line, task, alone);
            if (offer.deaths() <= DEATHS) {
                lease.hold(claim, offer.triedBefore());
                return Optional.of(claim);
            }
            bury(
                    offer,
                    task.identity().hex(),
                    "poison: " + offer.deaths()
                            + " workers died with this task in hand, the last one while it did nothing else");
        } catch (MalformedJson e) {
            bury(offer, "", e.getMessage());
        }
        return Optional.empty();
    }

    private void bury(Offer offer, String identity, String reason) {
        settling.bury(offer.place(), offer.token(), offer.queue(), identity, new Failure(reason, "", true, true));
    }
}
