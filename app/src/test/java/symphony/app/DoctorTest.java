package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import symphony.app.doctor.Ailment;
import symphony.servers.RedisProcess;
import symphony.servers.S3Server;

/** {@code symphony doctor} against real servers, healthy and ill; run in this process, since the runs are many. */
class DoctorTest {
    @TempDir
    static Path folder;

    private static RedisProcess redis;
    private static S3Server s3;

    @TempDir
    Path directory;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeAll
    static void startServers() throws IOException {
        int port = RedisProcess.freePort();
        redis = new RedisProcess(
                folder.resolve("redis"), port, List.of("--port", "" + port, "--save", "", "--appendonly", "yes"));
        s3 = new S3Server(Files.createDirectory(folder.resolve("s3")));
    }

    @AfterAll
    static void stopServers() {
        redis.close();
        s3.close();
    }

    @BeforeEach
    void healthy() {
        environment.put("SYMPHONY_REDIS_URL", "redis://127.0.0.1:" + redis.port() + "/0");
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
    }

    @Test
    void a_healthy_workspace_has_no_findings_and_tells_where_each_value_comes_from() throws IOException {
        Files.writeString(directory.resolve("symphony.yaml"), "worker: {retries: 3}\n\nstorage:\n  url: file:here\n");
        Answer answer = doctor("--json", "--registry", "sqlite:other.db");
        assertThat(answer.exit()).as(answer.err()).isZero();
        JsonNode json = answer.json();
        assertThat(json.get("findings")).isEmpty();
        assertThat(json.at("/seen/redis/version").asText()).isNotEmpty();
        assertThat(json.at("/seen/redis/persistence").asText()).isEqualTo("AOF");
        assertThat(json.at("/seen/storage/writable").asBoolean()).isTrue();
        assertThat(json.at("/seen/programs/detection").asText()).isEqualTo("built-in");
        assertThat(source(json, "redis.url")).isEqualTo("SYMPHONY_REDIS_URL");
        assertThat(source(json, "registry.url")).isEqualTo("--registry");
        assertThat(source(json, "storage.url")).isEqualTo("symphony.yaml:4");
        assertThat(source(json, "worker.retries")).isEqualTo("symphony.yaml:1");
        assertThat(source(json, "worker.lease")).isEqualTo("default");
        assertThat(directory.resolve("here")).isDirectoryNotContaining("glob:**symphony-doctor*");
        try (Jedis cli = new Jedis("127.0.0.1", redis.port())) {
            assertThat(cli.keys("symphony:probe:*")).isEmpty();
        }
    }

    private static String source(JsonNode json, String key) {
        return StreamSupport.stream(json.get("configuration").spliterator(), false)
                .filter(line -> line.get("key").asText().equals(key))
                .map(line -> line.get("source").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_redis_that_may_forget_queues_is_told_with_what_to_set() {
        try (Jedis cli = new Jedis("127.0.0.1", redis.port())) {
            cli.configSet("appendonly", "no");
            cli.configSet("maxmemory-policy", "allkeys-lru");
            cli.configSet("maxmemory", "100");
            Answer answer = doctor();
            assertThat(answer.exit()).isEqualTo(1);
            assertThat(answer.err())
                    .contains("error redis-evicts", "config set maxmemory-policy noeviction")
                    .contains("warning redis-not-durable", "config set appendonly yes")
                    .contains("redis-memory-low");
        } finally {
            try (Jedis cli = new Jedis("127.0.0.1", redis.port())) {
                cli.configSet("maxmemory", "0");
                cli.configSet("maxmemory-policy", "noeviction");
                cli.configSet("appendonly", "yes");
            }
        }
    }

    @Test
    void a_clock_that_is_off_is_told() {
        Answer answer = doctor(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)), "--strict");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err()).contains("clock-differs", "180.", "ahead of Redis's");
    }

    @Test
    void every_back_end_that_is_away_is_told_at_once_and_without_secrets() {
        environment.put("SYMPHONY_REDIS_URL", "redis://:planted-1@127.0.0.1:" + RedisProcess.freePort() + "/0");
        environment.put("SYMPHONY_REGISTRY_URL", "postgresql://u:planted-2@127.0.0.1:1/vines");
        environment.put("SYMPHONY_STORAGE_URL", "s3://no-such-bucket/p");
        environment.put("SYMPHONY_STORAGE_ENDPOINT", s3.endpoint().toString());
        environment.put("AWS_SECRET_ACCESS_KEY", "planted-3");
        Answer answer = doctor();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err())
                .contains("redis-unreachable")
                .contains("registry-unreachable")
                .contains("storage-unreachable", "there is no bucket no-such-bucket")
                .doesNotContain("Exception");
        assertThat(answer.out() + answer.err())
                .doesNotContain("planted")
                .containsPattern("AWS_SECRET_ACCESS_KEY +\\*\\*\\*");
    }

    @Test
    void a_bucket_is_written_read_listed_replaced_and_left_as_it_was() {
        environment.put("SYMPHONY_STORAGE_URL", "s3://" + S3Server.BUCKET + "/some where");
        environment.put("SYMPHONY_STORAGE_ENDPOINT", s3.endpoint().toString());
        Answer answer = doctor("--json");
        // written as a URL is: a blank is no character of one
        assertThat(answer.exit()).isEqualTo(1);
        environment.put("SYMPHONY_STORAGE_URL", "s3://" + S3Server.BUCKET + "/farm");
        answer = doctor("--json");
        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        assertThat(answer.json().at("/seen/storage/writable").asBoolean()).isTrue();
        assertThat(folder.resolve("s3")
                        .resolve(S3Server.BUCKET)
                        .resolve("farm")
                        .toFile()
                        .list())
                .isNullOrEmpty();
    }

    @Test
    void keys_that_other_tools_stumble_over_are_told_by_a_deep_look() throws IOException {
        Path scan = Files.createDirectories(directory.resolve("storage/7/2026-06-01_10-00"));
        Files.writeString(scan.resolve("Übersicht 1.csv"), "x");
        Answer answer = doctor("--deep");
        assertThat(answer.exit()).isZero();
        assertThat(answer.err())
                .contains("storage-key-unusual")
                .contains("Übersicht 1.csv")
                .contains("UTF-8");
    }

    @Test
    void a_program_that_is_not_there_is_told_with_its_line() throws IOException {
        Files.writeString(directory.resolve("symphony.yaml"), "stages:\n  detection: {run: [./no-such-program]}\n");
        Answer answer = doctor();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err())
                .contains("symphony.yaml:2: error program-unstartable")
                .contains("./no-such-program");
    }

    @Test
    void a_workspace_that_takes_no_files_is_told() throws IOException {
        Files.createDirectory(directory.resolve("storage"));
        Files.writeString(directory.resolve(".symphony"), "a file in the way");
        Answer answer = doctor();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err())
                .contains(".symphony/work: error scratch-not-writable", "the right to write in the workspace");
    }

    @Test
    void a_registry_elsewhere_that_may_be_reached_in_clear_is_told() {
        environment.put("SYMPHONY_REGISTRY_URL", "postgresql://u:planted@0.0.0.0:1/vines"); // no loopback address
        Answer answer = doctor();
        assertThat(answer.err()).contains("warning registry-clear-text", "?sslmode=verify-full");
        environment.put("SYMPHONY_REGISTRY_URL", "postgresql://u:planted@0.0.0.0:1/vines?sslmode=verify-full");
        answer = doctor();
        assertThat(answer.err()).doesNotContain("registry-clear-text").doesNotContain("planted");
    }

    @Test
    void wrong_usage_is_2() {
        assertThat(doctor("--no-such-option").exit()).isEqualTo(2);
    }

    @Test
    void every_code_is_in_the_reference_and_provoked_by_a_test() throws IOException {
        String reference = Files.readString(Path.of("../docs/reference/doctor.md"));
        StringBuilder tests = new StringBuilder();
        for (String name :
                List.of("DoctorTest", "DoctorRedisTest", "DoctorStorageTest", "doctor/ThisMachinesIllsTest")) {
            tests.append(Files.readString(Path.of("src/test/java/symphony/app", name + ".java")));
        }
        for (Ailment ailment : Ailment.values()) {
            assertThat(reference).contains("| `" + ailment.code() + "` |");
            assertThat(tests).contains(ailment.code());
        }
    }

    private record Answer(int exit, String out, String err) {
        JsonNode json() {
            return symphony.core.json.Json.parse(out.strip());
        }
    }

    private Answer doctor(String... options) {
        return doctor(Clock.systemUTC(), options);
    }

    private Answer doctor(Clock clock, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments = new String[options.length + 1];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        int exit = Symphony.run(
                arguments,
                new Surroundings(
                        directory,
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        directory,
                        clock));
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
