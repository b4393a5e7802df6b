package symphony.bench.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import symphony.core.json.Json;
import symphony.servers.Certificates;

/** One run: sessions are worked off while faults happen, then all is held against what must be true. */
final class ChaosRun {
    private static final int TASKS_A_SESSION = 1_500;
    private static final long LOOK_MS = 200;
    private static final Duration TEND = Duration.ofSeconds(2);
    private static final Duration STUCK = Duration.ofMinutes(4);

    /**
     * What came of it.
     *
     * @param violations what does not hold; empty is good
     * @param figures to be printed, in order
     */
    record Outcome(List<String> violations, List<String> figures) {
        Outcome {
            violations = List.copyOf(violations);
            figures = List.copyOf(figures);
        }
    }

    private final Schedule schedule;
    private final Path folder;
    private final Path log;
    private final PrintStream progress;
    private final BackEnds backEnds;
    private final List<String> violations = new ArrayList<>();

    /** What the fleet works on. */
    enum BackEnds {
        /** A folder, and Redis in clear. */
        LOCAL,
        /** An S3 server, a PostgreSQL, and Redis by TLS. */
        SERVERS
    }

    /** @param folder empty; what lies there afterwards helps to find a fault */
    ChaosRun(Schedule schedule, Path folder, Path log, PrintStream progress, BackEnds backEnds) {
        this.backEnds = backEnds;
        this.schedule = schedule;
        this.folder = folder;
        this.log = log;
        this.progress = progress;
    }

    Outcome run() throws Exception {
        Schedule.Setting s = schedule.setting();
        long begun = System.nanoTime();
        Optional<Certificates> certificates = backEnds == BackEnds.SERVERS
                ? Optional.of(new Certificates(Files.createDirectories(folder.resolve("certificates"))))
                : Optional.empty();
        try (ChaosRedis redis = new ChaosRedis(Files.createDirectories(folder.resolve("redis")), certificates);
                FlakyLink link = new FlakyLink(redis.workersPort());
                ChaosStorage storage =
                        new ChaosStorage(Files.createDirectories(folder.resolve("workspace")), backEnds);
                ChaosRegistry registry = ChaosRegistry.of(backEnds);
                EventLog events = new EventLog(log);
                QueueHistory history = new QueueHistory(redis.port())) {
            int sessions = Math.max(2, s.tasks() / TASKS_A_SESSION);
            ChaosWorkspace workspace = ChaosWorkspace.lay(
                    folder.resolve("workspace"),
                    sessions,
                    s.tasks(),
                    redis(link, certificates) + storage.configuration() + registry.configuration() + "worker: {lease: "
                            + s.leaseMillis() + "ms}\n");
            registry.adopt(workspace);
            storage.adopt();
            events.begin(s);
            Command.succeeding(workspace.folder(), "work", "--until-idle");
            Set<String> baseline = redis.keys();
            try (Jedis cli = redis.connect()) {
                history.attach(cli);
            }
            Command.succeeding(workspace.folder(), "repair");
            ArtifactWatch watch = new ArtifactWatch(workspace.storage());
            try (Fleet fleet = new Fleet(workspace.folder(), s.workers(), s.slots());
                    Operator operator = new Operator(workspace, events, redis.uri());
                    Injector injector = new Injector(
                            workspace, fleet, redis, link, storage, history, watch, operator, s.leaseMillis())) {
                onInterrupt(fleet, redis);
                work(workspace, fleet, redis, injector, operator, watch, events);
                fleet.leave().forEach((pid, code) -> {
                    if (code != 0 && code != 143) {
                        violations.add("worker " + pid + " left with " + code);
                    }
                });
                watch.look();
                Checker checker = new Checker(workspace);
                check(workspace, redis, baseline, history, watch, checker);
                return new Outcome(violations, figures(workspace, fleet, injector, operator, history, checker, begun));
            }
        }
    }

    /** Ctrl-C leaves no process behind. */
    private static void onInterrupt(Fleet fleet, ChaosRedis redis) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            fleet.close();
                            redis.close();
                        },
                        "chaos-interrupt"));
    }

    private static String redis(FlakyLink link, Optional<Certificates> certificates) {
        return certificates
                .map(all -> "redis: {url: 'rediss://localhost:" + link.port() + "/0', ca: '" + all.authority()
                        + "', certificate: '" + all.sign("fleet") + "', key: '" + all.key("fleet") + "'}\n")
                .orElse("redis: {url: 'redis://127.0.0.1:" + link.port() + "/0'}\n");
    }

    private void work(
            ChaosWorkspace workspace,
            Fleet fleet,
            ChaosRedis redis,
            Injector injector,
            Operator operator,
            ArtifactWatch watch,
            EventLog events)
            throws IOException, InterruptedException {
        int all = workspace.sessions().stream()
                .mapToInt(session -> workspace.expected(session).size())
                .sum();
        List<Schedule.Planned> faults = schedule.faults();
        int next = 0;
        int before = -1;
        boolean repaired = false;
        long moved = System.nanoTime();
        long tended = moved;
        for (int there = watch.look(); there < all || next < faults.size(); there = watch.look()) {
            fleet.fill();
            if (next < faults.size() && there >= faults.get(next).after() * all) {
                Schedule.Planned fault = faults.get(next++);
                events.fault(fault, injector.inject(fault));
                progress.print("\r" + there + " of " + all + " artifacts, " + next + " faults ");
                moved = System.nanoTime();
                continue;
            }
            if (there != before) {
                moved = System.nanoTime();
                before = there;
            } else if (System.nanoTime() - moved > STUCK.toNanos()) {
                violations.add("nothing moves: " + there + " of " + all + " artifacts after " + STUCK.toSeconds()
                        + " s without any" + (repaired ? ", and a repair was of no use" : ""));
                if (repaired) {
                    return;
                }
                repaired = true; // so that the report can say whether one would have helped
                operator.repair();
            }
            if (System.nanoTime() - tended > TEND.toNanos() && !operator.isBusy()) {
                tended = System.nanoTime();
                operator.reviveDead();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        injector.settle();
        while (operator.isBusy()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        drain(workspace, fleet, operator, redis);
    }

    /**
     * A repair may have sent again what was on its way: that is looked at and completed, not made again. And who was killed
     * last is to be reaped before the others leave.
     */
    private void drain(ChaosWorkspace workspace, Fleet fleet, Operator operator, ChaosRedis redis)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + STUCK.toNanos();
        while (System.nanoTime() - end < 0) {
            fleet.fill();
            Command.Answer status = Command.run(workspace.folder(), "status", "--once", "--json");
            boolean empty = status.exit() == 0;
            operator.reviveDead();
            for (var queue : empty ? Json.parse(status.out().strip()).get("queues") : Json.array(List.of())) {
                empty &= queue.get("waiting").asInt()
                                + queue.get("claimed").asInt()
                                + queue.get("delayed").asInt()
                        == 0;
            }
            if (empty && redis.workers() <= fleet.workers().size()) {
                return;
            }
        }
        violations.add("all artifacts are there, and the queues do not empty: "
                + Command.run(workspace.folder(), "status", "--once").out());
    }

    private void check(
            ChaosWorkspace workspace,
            ChaosRedis redis,
            Set<String> baseline,
            QueueHistory history,
            ArtifactWatch watch,
            Checker checker)
            throws IOException, InterruptedException {
        Command.Answer plan = Command.run(workspace.folder(), "repair", "--dry-run", "--json");
        if (plan.exit() != 0 || !Json.parse(plan.out().strip()).get("tasks").isEmpty()) {
            violations.add("a repair finds something due: " + plan.out() + plan.err());
        }
        Set<String> left = new TreeSet<>();
        for (int i = 0; i < 20; i++) { // some keys live for a second or two
            left = redis.keys();
            left.removeAll(baseline);
            left.removeIf(key -> key.equals("symphony:epoch") || key.startsWith("symphony:wake:"));
            if (left.isEmpty()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        if (!left.isEmpty()) {
            violations.add("Redis holds what it did not hold before: " + contents(redis, left));
        }
        violations.addAll(history.violations());
        violations.addAll(watch.violations());
        violations.addAll(checker.check());
    }

    private static List<String> contents(ChaosRedis redis, Set<String> keys) {
        List<String> found = new ArrayList<>();
        try (Jedis cli = redis.connect()) {
            for (String key : keys) {
                String content =
                        switch (cli.type(key)) {
                            case "hash" -> cli.hgetAll(key).toString();
                            case "list" -> cli.lrange(key, 0, 5).toString();
                            case "set" -> cli.smembers(key).toString();
                            case "zset" -> cli.zrangeWithScores(key, 0, 5).toString();
                            case "string" -> String.valueOf(cli.get(key));
                            default -> "";
                        };
                found.add(key + " = " + content);
            }
        }
        return found;
    }

    private List<String> figures(
            ChaosWorkspace workspace,
            Fleet fleet,
            Injector injector,
            Operator operator,
            QueueHistory history,
            Checker checker,
            long begun) {
        Map<Fault, Integer> counts = new java.util.TreeMap<>(injector.counts());
        int faults = counts.values().stream().mapToInt(Integer::intValue).sum();
        return List.of(
                "sessions " + workspace.sessions().size() + ", tasks " + workspace.tasks() + ", seed "
                        + schedule.setting().seed() + ", seconds " + (System.nanoTime() - begun) / 1_000_000_000L,
                "faults " + faults + ": " + counts,
                "workers started " + fleet.started() + ", repairs " + operator.repairs()
                        + ", dead letters brought back " + operator.revived(),
                "claims " + history.claims() + ", lines handed back " + history.returns(),
                "artifacts " + checker.artifacts() + ", outputs made by programs " + checker.runs()
                        + ", artifacts whose record was lost to a kill " + checker.withoutRecord());
    }
}
