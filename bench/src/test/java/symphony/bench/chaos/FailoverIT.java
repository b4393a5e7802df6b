package symphony.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.session.SendSession;
import symphony.core.json.Json;
import symphony.core.queue.RetryPolicy;
import symphony.core.session.Session;
import symphony.redis.RedisTaskQueue;
import symphony.storage.LocalStore;

/**
 * The master of a running fleet is changed on purpose, then the next one is killed; each takes with it writes that it had
 * acknowledged, a whole session that had just been sent among them. Nobody comes to repair but the repair that watches.
 */
class FailoverIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int STEP = 15;

    @TempDir
    private Path folder;

    private SentinelServers servers;
    private ChaosWorkspace workspace;
    private List<Session> sessions = List.of();

    @BeforeEach
    void lay_a_workspace() throws IOException {
        servers = new SentinelServers(Files.createDirectory(folder.resolve("redis")));
        workspace = ChaosWorkspace.lay(
                Files.createDirectory(folder.resolve("workspace")),
                3,
                240,
                "redis: {url: '" + servers.uri() + "'}\nworker: {lease: 2s}\n");
        sessions = workspace.sessions();
        for (Session unsent : sessions) {
            Files.delete(workspace.stored(unsent.root().session()));
        }
    }

    @AfterEach
    void stop_servers() {
        servers.close();
    }

    @Test
    void what_a_planned_failover_and_a_killed_master_lose_comes_back_by_the_repair_that_watches() throws Exception {
        int all = sessions.stream()
                .mapToInt(session -> workspace.expected(session).size())
                .sum();
        ArtifactWatch watch = new ArtifactWatch(workspace.storage());
        Process repair = Command.symphony(
                workspace.folder(), workspace.folder().resolve("repair.log"), List.of("repair", "--watch"));
        try (Fleet fleet = new Fleet(workspace.folder(), 2, 2)) {
            fleet.fill();
            sent(sessions.get(0));
            awaitAttempts(STEP);

            loseByPlan();
            awaitAttempts(attempts() + STEP);
            loseByDeath();

            await().atMost(PATIENCE).until(() -> watch.look() == all);
            awaitIdle();
            assertThat(fleet.workers()).as("workers that outlived both").hasSize(2);
            assertThat(fleet.leave().values()).isSubsetOf(0, 143);
        } finally {
            repair.destroy();
            repair.waitFor();
        }
        assertThat(repair.exitValue()).isIn(0, 143);
        assertThat(watch.violations()).isEmpty();
        assertThat(new Checker(workspace).check()).isEmpty();
        assertThat(json("repair", "--dry-run").get("tasks")).isEmpty();
    }

    /** The former master goes on for seconds, until the sentinel makes it the new one's replica. */
    private void loseByPlan() throws IOException {
        try (RedisTaskQueue queue = connect()) {
            queue.status();
            workspace.hold();
            servers.failOver(servers.other());
            new SendSession(store(), queue).send(sessions.get(1)); // on the connection that it has
            workspace.release();
            awaitAttempts(attempts() + STEP);
        }
        workspace.hold(); // that the run be not over
        servers.awaitFollower(servers.one());
        workspace.release();
    }

    private void loseByDeath() throws IOException {
        servers.partTheReplica(servers.one(), servers.other());
        sent(sessions.get(2));
        awaitAttempts(attempts() + STEP);
        assertThat(servers.offset(servers.other()))
                .as("what the master has acknowledged")
                .isGreaterThan(servers.offset(servers.one()));
        servers.other().kill();
        servers.awaitMaster(servers.one());
    }

    private void sent(Session session) throws IOException {
        try (RedisTaskQueue queue = connect()) {
            new SendSession(store(), queue).send(session);
        }
    }

    private RedisTaskQueue connect() {
        return RedisTaskQueue.connect(servers.uri(), RetryPolicy.DEFAULT);
    }

    private LocalStore store() {
        return new LocalStore(workspace.storage());
    }

    private void awaitAttempts(int least) {
        await().atMost(PATIENCE).until(() -> attempts() >= least);
    }

    private int attempts() throws IOException {
        return Files.readAllLines(workspace.effects()).size();
    }

    private void awaitIdle() {
        await().atMost(PATIENCE).until(() -> {
            for (JsonNode queue : json("status", "--once").get("queues")) {
                if (queue.get("waiting").asInt()
                                + queue.get("claimed").asInt()
                                + queue.get("delayed").asInt()
                        > 0) {
                    return false;
                }
            }
            return true;
        });
    }

    private JsonNode json(String... arguments) throws IOException, InterruptedException {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        return Json.parse(Command.succeeding(workspace.folder(), all).out().strip());
    }
}
