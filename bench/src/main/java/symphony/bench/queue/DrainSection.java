package symphony.bench.queue;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import symphony.app.UserError;
import symphony.bench.report.Goal;
import symphony.bench.report.Report;
import symphony.bench.report.Rounds;
import symphony.bench.report.Samples;
import symphony.bench.report.Section;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;

/** Taking tasks that need no work: what the queue itself costs a task. */
final class DrainSection {
    private static final int SESSIONS = 100;
    private static final int AT_A_TIME = 10;
    private static final String OURS = "symphony: complete and claim, one slot, one a call";
    private static final String SEVERAL = "symphony: complete and claim, " + AT_A_TIME + " a call";
    private static final String RAW = "raw LPOP, a round trip each";
    private static final String RAW_AWAKE = "raw LPOP, each answer awaited awake";
    private static final String BULLMQ = "BullMQ worker, one at a time";
    private static final int MOST_FOR_PEERS = 20_000;
    private static final int MOST_FOR_RQ = 2_000;
    private static final List<Role> ROLES = List.of(Role.DETECTION);

    private final Trial trial;
    private final List<Task> tasks;

    DrainSection(Trial trial, int tasks) {
        this.trial = trial;
        this.tasks = SampleTasks.of(tasks, SESSIONS);
    }

    void measure(Report report) throws Exception {
        Rounds contest = new Rounds("tasks/s")
                .with(RAW, () -> popRaw(Socket::new))
                .with(RAW_AWAKE, () -> popRaw(AwakeSocket::new))
                .with(OURS, () -> drain(1))
                .with(SEVERAL, () -> drain(AT_A_TIME));
        Path file = trial.lines(tasks, MOST_FOR_PEERS);
        Path fewer = trial.lines(tasks, MOST_FOR_RQ);
        with(contest, BULLMQ, trial.peers().bullmq(), file, "1");
        with(contest, "BullMQ worker, concurrency " + AT_A_TIME, trial.peers().bullmq(), file, "" + AT_A_TIME);
        with(contest, "Sidekiq, one thread", trial.peers().sidekiq(), file);
        with(contest, "RQ SimpleWorker (no fork)", trial.peers().rq(), fewer);
        Samples samples = contest.run(trial.rounds());

        Section section = report.section("Drain");
        samples.all().forEach(section::add);
        section.add(Goal.atLeast("one a call / raw LPOP", samples.ratio(OURS, RAW), 0.75));
        if (samples.has(BULLMQ)) {
            section.add(Goal.atLeast("one a call / BullMQ, one at a time", samples.ratio(OURS, BULLMQ), 3.5));
            section.add(Goal.atLeast("several a call / BullMQ, one at a time", samples.ratio(SEVERAL, BULLMQ), 10));
        }
        section.note(String.format(
                Locale.ROOT,
                "Ours looks for an answer for up to 0.2 ms before it sleeps, as raw LPOP does in its second line: one a call is"
                        + " %.2f of that.",
                samples.ratio(OURS, RAW_AWAKE)));
        section.note(String.format(
                "%,d tasks that do nothing, in %d sessions, taken turn by turn under a lease; peers up to %,d (RQ %,d) in"
                        + " one queue.",
                tasks.size(), SESSIONS, MOST_FOR_PEERS, MOST_FOR_RQ));
    }

    private void with(Rounds contest, String name, Optional<Peer> peer, Path file, String... more) {
        peer.ifPresent(p -> contest.with(name, () -> {
            String[] arguments = new String[1 + more.length];
            arguments[0] = file.toString();
            System.arraycopy(more, 0, arguments, 1, more.length);
            return p.rate(trial.redis(), "drain", arguments);
        }));
    }

    private double drain(int atATime) {
        trial.redis().flush();
        try (RedisTaskQueue queue = RedisTaskQueue.connect(trial.redis().uri(), RetryPolicy.DEFAULT)) {
            queue.enqueue(tasks);
            WorkerDescription worker = new WorkerDescription("bench", "here", ROLES, 1);
            try (Membership membership = queue.join(worker, Duration.ofMinutes(5))) {
                int[] taken = new int[1];
                double rate = Rate.of(
                        tasks.size(),
                        () -> taken[0] = atATime == 1 ? oneByOne(membership) : several(membership, atATime));
                if (taken[0] != tasks.size()) {
                    throw UserError.failed(taken[0] + " tasks were drained, not " + tasks.size());
                }
                return rate;
            }
        }
    }

    private static int oneByOne(Membership membership) {
        int taken = 0;
        Optional<Claim> claim = membership.claim(0, ROLES);
        while (claim.isPresent()) {
            taken++;
            claim = membership.completeAndClaim(claim.get(), ROLES);
        }
        return taken;
    }

    private static int several(Membership membership, int atATime) {
        List<Integer> places = IntStream.range(0, atATime).boxed().toList();
        int taken = 0;
        List<Claim> claims = membership.claim(places, 1, ROLES);
        while (!claims.isEmpty()) {
            taken += claims.size();
            claims = membership.completeAndClaim(claims, places, 1, ROLES);
        }
        return taken;
    }

    private double popRaw(Supplier<Socket> sockets) {
        trial.redis().flush();
        try (Jedis jedis = trial.redis().connect(sockets)) {
            Pipeline pipeline = jedis.pipelined();
            tasks.forEach(task -> pipeline.rpush("raw", task.toLine()));
            pipeline.sync();
            return Rate.of(tasks.size(), () -> {
                while (jedis.lpop("raw") != null) {}
            });
        }
    }
}
