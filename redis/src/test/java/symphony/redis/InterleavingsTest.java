package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import symphony.core.queue.Claim;
import symphony.core.queue.Failure;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.task.TaskIdentity;

/** Several workers and an operator, in any order: each task is done once, dead or cancelled, and Redis is empty then. */
class InterleavingsTest {
    private static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);
    private static final List<Role> DETECTION = List.of(Role.DETECTION);
    private static final List<String> SESSIONS = List.of("a", "b");
    private static final int TASKS = 6;
    private static TestServer server;

    private final Set<TaskIdentity> done = new HashSet<>();
    private final Set<String> everCancelled = new HashSet<>();

    @BeforeContainer
    static void startServer() {
        server = TestServer.start();
    }

    @AfterContainer
    static void stopServer() {
        server.close();
    }

    /** What someone does next. */
    private enum Act {
        CLAIM,
        CLAIM_AHEAD,
        COMPLETE,
        COMPLETE_AND_CLAIM,
        COMPLETE_SEVERAL,
        FAIL,
        FAIL_UNCOUNTED,
        RELEASE,
        YIELD,
        RENEW,
        STALL,
        LEAVE,
        REQUEUE,
        MAINTAIN,
        ENQUEUE,
        PAUSE,
        RESUME,
        CANCEL,
        READMIT,
        WEIGH,
        RETRY_DEAD
    }

    /** @param who which worker, or which session */
    private record Step(Act act, int who, int place) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Act> acts = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(12, Arbitraries.of(Act.class)),
                net.jqwik.api.Tuple.of(10, Arbitraries.of(Act.CLAIM, Act.CLAIM_AHEAD, Act.COMPLETE_AND_CLAIM)));
        return net.jqwik.api.Combinators.combine(
                        acts,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 40)
    void nothing_is_lost_done_twice_or_left_behind(@ForAll("steps") List<Step> steps) {
        server.cli().flushAll();
        done.clear();
        everCancelled.clear();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(server.uri(), RETRIES)) {
            enqueueAll(queue);
            List<Player> players = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                players.add(new Player(queue, "w" + i));
            }
            for (Step step : steps) {
                play(queue, players.get(step.who()), step);
            }
            finish(queue, players);
            Set<TaskIdentity> accounted = new HashSet<>(done);
            SESSIONS.forEach(session -> queue.control()
                    .deadLetters(session)
                    .forEach(letter -> accounted.add(Task.parse(letter.line()).identity())));
            for (String session : SESSIONS) {
                if (!everCancelled.contains(session)) {
                    SampleTasks.detections(session, TASKS)
                            .forEach(task -> assertThat(accounted).contains(task.identity()));
                }
                server.cli().del("dlq:" + session, "symphony:dlq:" + session);
            }
            assertThat(server.cli().keys("*"))
                    .allMatch(key -> Set.of("symphony:epoch", "symphony:maintainer", "symphony:wake:detection")
                            .contains(key));
        }
    }

    private void enqueueAll(RedisTaskQueue queue) {
        SESSIONS.forEach(session -> queue.enqueue(SampleTasks.detections(session, TASKS).stream()
                .filter(task -> !done.contains(task.identity()))
                .toList()));
    }

    private void play(RedisTaskQueue queue, Player player, Step step) {
        String session = SESSIONS.get(step.who() % SESSIONS.size());
        switch (step.act()) {
            case CLAIM,
                    CLAIM_AHEAD,
                    COMPLETE,
                    COMPLETE_AND_CLAIM,
                    COMPLETE_SEVERAL,
                    FAIL,
                    FAIL_UNCOUNTED,
                    RELEASE,
                    YIELD,
                    RENEW,
                    LEAVE -> player.play(step.act(), step.place());
            case STALL -> stall(player);
            case REQUEUE -> queue.control().requeueWorker(player.id);
            case MAINTAIN -> player.member.maintain();
            case ENQUEUE -> enqueueAll(queue);
            case PAUSE -> queue.control().pause(QueueSelector.ofSession(session));
            case RESUME -> queue.control().resume(QueueSelector.ofSession(session));
            case CANCEL -> {
                queue.control().cancel(session);
                everCancelled.add(session);
            }
            case READMIT -> queue.control().readmit(session);
            case WEIGH -> queue.control().weigh(session, step.place() + 1);
            case RETRY_DEAD -> queue.control().retryDead(session, letter -> true);
        }
    }

    /** Silent past its lease; whoever maintains next reaps it, unless it renews before. */
    private static void stall(Player player) {
        if (server.cli().exists("symphony:lease:" + player.id)) {
            server.cli().zadd("symphony:workers", 0, player.id);
            server.cli().hset("symphony:lease:" + player.id, "lease", "-100000");
        }
    }

    private void finish(RedisTaskQueue queue, List<Player> players) {
        SESSIONS.forEach(session -> {
            queue.control().resume(QueueSelector.ofSession(session));
            queue.control().readmit(session);
            queue.control().weigh(session, 1);
        });
        players.forEach(player -> player.member.close());
        server.cli().del("symphony:maintainer");
        Player last = new Player(queue, "last");
        do {
            last.member.maintain();
            last.play(Act.CLAIM, 0);
            last.play(Act.COMPLETE, 0);
        } while (queue.status().queues().stream().anyMatch(q -> q.waiting() + q.claimed() + q.delayed() > 0));
        last.play(Act.CLAIM, 0);
        last.member.close();
    }

    /** A worker of two slots, and what it believes to hold. */
    private final class Player {
        private final RedisTaskQueue queue;
        private final String id;
        private final Map<Integer, Claim> held = new HashMap<>();
        private Membership member;

        Player(RedisTaskQueue queue, String id) {
            this.queue = queue;
            this.id = id;
            this.member = join();
        }

        private Membership join() {
            return queue.join(new WorkerDescription(id, "host", Role.ALL, 2), Duration.ofSeconds(60));
        }

        void play(Act act, int place) {
            switch (act) {
                case CLAIM_AHEAD -> keep(member.claim(open(), 2, DETECTION));
                case YIELD -> member.yieldToIdle(held.values()).forEach(claim -> held.remove(claim.place()));
                case RENEW -> member.renew().forEach(claim -> held.remove(claim.place()));
                case COMPLETE_SEVERAL -> {
                    List<Claim> all = List.copyOf(held.values());
                    List<TaskIdentity> before =
                            all.stream().map(c -> c.task().identity()).toList();
                    held.clear();
                    keep(member.completeAndClaim(all, List.of(0, 1, 2, 3), 2, DETECTION));
                    // which of them counted is not told: what is neither pending nor dead was done
                    Set<TaskIdentity> pending = new HashSet<>();
                    SESSIONS.forEach(s -> pending.addAll(
                            queue.pending(SampleTasks.detection(s, 1).root())));
                    before.stream()
                            .filter(identity -> !pending.contains(identity))
                            .forEach(done::add);
                }
                case LEAVE -> {
                    member.close();
                    held.clear();
                    member = join();
                }
                default -> one(act, place);
            }
        }

        private void one(Act act, int place) {
            Claim claim = held.get(place);
            if (act == Act.CLAIM && claim == null) {
                keep(member.claim(place, DETECTION).stream().toList());
            } else if (claim != null && act != Act.CLAIM) {
                held.remove(place);
                settle(act, claim);
            }
        }

        private void settle(Act act, Claim claim) {
            switch (act) {
                case COMPLETE -> complete(claim, member.complete(claim));
                case COMPLETE_AND_CLAIM -> {
                    boolean known = queue.pending(claim.task().root())
                            .contains(claim.task().identity());
                    keep(member.completeAndClaim(claim, DETECTION).stream().toList());
                    boolean gone = !queue.pending(claim.task().root())
                            .contains(claim.task().identity());
                    if (known && gone) {
                        done.add(claim.task().identity());
                    }
                }
                case FAIL -> member.fail(claim, new Failure("exit 1", "", true, false));
                case FAIL_UNCOUNTED -> member.fail(claim, new Failure("storage", "", false, false));
                default -> member.release(claim);
            }
        }

        private void complete(Claim claim, boolean counted) {
            if (counted) {
                assertThat(done.add(claim.task().identity()))
                        .as("done twice: %s", claim)
                        .isTrue();
            }
        }

        private void keep(List<Claim> claims) {
            claims.forEach(claim -> held.put(claim.place(), claim));
        }

        private List<Integer> open() {
            List<Integer> places = new ArrayList<>(List.of(0, 1, 2, 3));
            places.removeAll(held.keySet());
            return places;
        }
    }
}
