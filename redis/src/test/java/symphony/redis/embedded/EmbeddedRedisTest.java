package symphony.redis.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import symphony.core.queue.QueueUnavailable;
import symphony.redis.ChildJvm;

class EmbeddedRedisTest {
    private static final int PATIENCE_MS = 60_000;

    @TempDir
    private Path folder;

    private Path workspace;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        workspace = folder.resolve("a vineyard's workspace");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    private static String get(EmbeddedRedis redis, String key) {
        try (Jedis jedis = new Jedis(redis.uri())) {
            return jedis.get(key);
        }
    }

    private static void set(EmbeddedRedis redis, String key, String value) {
        try (Jedis jedis = new Jedis(redis.uri())) {
            jedis.set(key, value);
        }
    }

    private long pid() throws IOException {
        return ServerRecord.read(workspace.resolve(".symphony/redis").toRealPath())
                .orElseThrow()
                .pid();
    }

    @Test
    void the_last_to_leave_shuts_it_down_and_the_queues_are_there_again() {
        EmbeddedRedis first = EmbeddedRedis.open(workspace, port);
        EmbeddedRedis second = EmbeddedRedis.open(workspace, port);
        assertThat(second.port()).isEqualTo(first.port()).isEqualTo(port);
        set(first, "k", "v");
        first.close();
        assertThat(get(second, "k")).isEqualTo("v");
        second.close();
        assertThatThrownBy(() -> get(second, "k")).isInstanceOf(JedisConnectionException.class);
        try (EmbeddedRedis third = EmbeddedRedis.open(workspace, port)) {
            assertThat(get(third, "k")).isEqualTo("v");
        }
    }

    @Test
    void a_taken_port_leads_to_the_next_free_one_and_is_told() throws IOException {
        List<String> messages = new ArrayList<>();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedRedis redis = EmbeddedRedis.open(workspace, taken.getLocalPort(), messages::add)) {
            assertThat(redis.port()).isGreaterThan(port);
            assertThat(messages).singleElement().asString().contains(Integer.toString(redis.port()));
        }
    }

    @Test
    void two_processes_share_it_and_it_lives_as_long_as_one_of_them() throws Exception {
        Process other = ChildJvm.start(OpenUntilTold.class, workspace.toString(), Integer.toString(port));
        assertThat(ChildJvm.line(other)).isEqualTo(Integer.toString(port));
        EmbeddedRedis redis = EmbeddedRedis.open(workspace, port + 1);
        assertThat(redis.port()).isEqualTo(port);
        other.getOutputStream().close();
        assertThat(other.waitFor()).isZero();
        set(redis, "k", "v");
        redis.close();
        assertThatThrownBy(() -> get(redis, "k")).isInstanceOf(JedisConnectionException.class);
    }

    @Test
    void after_a_crash_of_all_who_used_it_the_living_server_is_adopted() throws Exception {
        Process crashes = ChildJvm.start(OpenUntilTold.class, workspace.toString(), Integer.toString(port));
        assertThat(ChildJvm.line(crashes)).isEqualTo(Integer.toString(port));
        long pid = pid();
        crashes.destroyForcibly().waitFor();
        EmbeddedRedis redis = EmbeddedRedis.open(workspace, port + 1);
        assertThat(redis.port()).isEqualTo(port);
        assertThat(pid()).isEqualTo(pid);
        redis.close();
        assertThatThrownBy(() -> get(redis, "k")).isInstanceOf(JedisConnectionException.class);
    }

    @Test
    void a_dead_server_is_replaced() throws Exception {
        EmbeddedRedis crashed = EmbeddedRedis.open(workspace, port);
        long pid = pid();
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        try (EmbeddedRedis redis = EmbeddedRedis.open(workspace, port)) {
            set(redis, "k", "v");
            assertThat(pid()).isNotEqualTo(pid);
        }
        crashed.close();
    }

    @Test
    void a_server_that_has_much_to_load_is_waited_for() throws Exception {
        EmbeddedRedis crashed = EmbeddedRedis.open(workspace, port);
        try (Jedis jedis = new Jedis(crashed.uri(), PATIENCE_MS)) {
            jedis.eval("for i = 1, 400000 do redis.call('SET', 'k' .. i, i) end");
        }
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        try (EmbeddedRedis redis = EmbeddedRedis.open(workspace, port)) {
            assertThat(get(redis, "k400000")).isEqualTo("400000");
        }
        crashed.close();
    }

    @Test
    void a_record_that_names_somebody_elses_process_is_not_believed() throws IOException {
        Path data = Files.createDirectories(workspace.resolve(".symphony/redis"));
        new ServerRecord(ProcessHandle.current().pid(), port).write(data);
        try (EmbeddedRedis redis = EmbeddedRedis.open(workspace, port)) {
            assertThat(redis.port()).isEqualTo(port);
            assertThat(pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void where_our_own_binary_does_not_run_the_installed_one_is_used_and_told() throws IOException {
        Path bin = Files.createDirectories(workspace.resolve(".symphony/redis/bin"));
        script(bin.resolve("redis-server"), "echo libssl.so.3: cannot open shared object file; exit 127");
        List<String> messages = new ArrayList<>();
        Path installed = Files.createDirectories(folder.resolve("installed"));
        script(installed.resolve("valkey-server"), "echo valkey 8");
        Path found = new ServerBinary(bin, installed.toString(), messages::add).find();
        assertThat(found).isEqualTo(installed.resolve("valkey-server"));
        assertThat(messages).singleElement().asString().contains("libssl.so.3").contains("valkey-server");
        assertThatThrownBy(() -> new ServerBinary(bin, "", messages::add).find())
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("Install");
    }

    private static void script(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Uses the server until its standard input ends. */
    static final class OpenUntilTold {
        public static void main(String[] args) throws IOException {
            try (EmbeddedRedis redis = EmbeddedRedis.open(Path.of(args[0]), Integer.parseInt(args[1]))) {
                System.out.println(redis.port());
                System.in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
