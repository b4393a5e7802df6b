package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import symphony.app.S3Gate.Asked;
import symphony.servers.RedisProcess;
import symphony.servers.S3Server;

/** What {@code symphony doctor} finds in buckets of every kind of illness. */
class DoctorStorageTest {
    @TempDir
    static Path folder;

    private static RedisProcess redis;
    private static S3Server s3;

    @TempDir
    Path directory;

    private S3Gate gate;
    private InProcess symphony;

    @BeforeAll
    static void startServers() throws IOException {
        int port = RedisProcess.freePort();
        redis = new RedisProcess(folder.resolve("redis"), port, List.of("--port", "" + port, "--save", ""));
        s3 = S3Server.trusting(Files.createDirectory(folder.resolve("s3")));
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        // two clients, one of which has results
        Path bucket = folder.resolve("s3").resolve(S3Server.BUCKET);
        Files.createDirectories(bucket.resolve("farm/7/results"));
        Files.writeString(bucket.resolve("farm/7/results/x"), "x");
        Files.createDirectories(bucket.resolve("farm/8"));
        Files.writeString(bucket.resolve("farm/8/y"), "y");
    }

    @AfterAll
    static void stopServers() {
        redis.close();
        s3.close();
    }

    @BeforeEach
    void healthy() throws IOException {
        gate = new S3Gate(s3);
        symphony = new InProcess(directory, environment(S3Server.BUCKET + "/farm"));
    }

    private Map<String, String> environment(String bucket) {
        return new TreeMap<>(Map.of(
                "SYMPHONY_REDIS_URL",
                "redis://127.0.0.1:" + redis.port() + "/0",
                "SYMPHONY_STORAGE_URL",
                "s3://" + bucket,
                "SYMPHONY_STORAGE_ENDPOINT",
                gate.endpoint()));
    }

    @AfterEach
    void closeTheGate() {
        gate.close();
    }

    @Test
    void a_bucket_behind_an_open_gate_is_well() {
        assertThat(symphony.run("doctor").succeeds().err()).doesNotContain("storage-");
    }

    /** Such a finding names the bucket and what to do. */
    private void finds(int exit, String code, String... words) {
        Cli.Answer answer = symphony.run("doctor");
        assertThat(answer.exit()).as(answer.out() + answer.err()).isEqualTo(exit);
        assertThat(answer.err()).contains(code).contains(words).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect, the bucket is in another region; set storage.region",
        "400, AuthorizationHeaderMalformed, the bucket is in another region; set storage.region",
        "400, ExpiredToken, the credentials have expired; renew them",
        "403, RequestTimeTooSkewed, this machine's clock is wrong; set it",
        "403, InvalidAccessKeyId, check AWS_ACCESS_KEY_ID",
        "403, AccessDenied, no permission; allow it in the bucket's policy",
        "404, NoSuchBucket, there is no bucket vines; make it"
    })
    void a_bucket_that_refuses_all_is_told_with_the_reason_and_its_remedy(int status, String code, String remedy) {
        gate.refuse(asked -> true, status, code);
        finds(1, "error storage-unreachable", remedy, S3Server.BUCKET);
    }

    @Test
    void a_bucket_that_may_only_be_read_is_told() {
        gate.refuse(Asked.method("PUT"), 403, "AccessDenied");
        finds(1, "error storage-write-refused", "workers need to write here");
    }

    @Test
    void a_bucket_that_may_only_be_written_and_listed_is_told() {
        gate.refuse(Asked.method("GET").and(asked -> !asked.listing()), 403, "AccessDenied");
        finds(1, "error storage-read-refused", "allow this identity to read and to list");
    }

    @Test
    void an_object_that_may_not_be_removed_is_told_and_fails_nothing() {
        gate.refuse(Asked.method("DELETE"), 403, "AccessDenied");
        finds(0, "warning storage-remove-refused", "symphony-doctor-", "remove the object yourself");
    }

    @Test
    void a_client_below_whom_nothing_may_be_written_is_named() {
        gate.refuse(Asked.method("PUT").and(Asked.below("farm/7/")), 403, "AccessDenied");
        finds(1, "7/: error storage-prefix-refused", "allow this identity to list, read and write below 7/");
    }

    @Test
    void a_client_below_whom_nothing_may_be_listed_is_named() {
        gate.refuse(asked -> asked.listing() && asked.key().startsWith("farm/8/"), 403, "AccessDenied");
        finds(1, "8/: error storage-prefix-refused", "allow this identity to list, read and write below 8/");
    }

    @Test
    void a_service_that_knows_no_conditions_is_told() {
        gate.drop("If-None-Match");
        gate.drop("If-Match");
        finds(1, "error storage-unconditional", "use a service with conditional writes");
    }

    @Test
    void a_service_that_returns_other_bytes_is_told() {
        gate.alterObjects(body -> {
            byte[] other = body.clone();
            other[0] ^= 1;
            return other;
        });
        finds(1, "error storage-alters", "look for a proxy or a cache between");
    }

    @Test
    void a_bucket_that_keeps_versions_and_delete_markers_is_told() {
        gate.add("x-amz-version-id", "3sL4kqtJlcpXroDTDmJ");
        finds(0, "warning storage-keeps-versions", "end versioning, or add a lifecycle rule");
    }

    @Test
    void keys_that_are_folders_too_or_hold_blanks_or_other_letters_are_told_by_a_deep_look() throws IOException {
        // the server of this test keeps objects as files, and cannot have both
        gate.alterListings(page -> page.replace(
                "<Contents>",
                "<Contents><Key>farm/8/log</Key><Size>1</Size></Contents>"
                        + "<Contents><Key>farm/8/log/Übersicht 1.csv</Key><Size>1</Size></Contents><Contents>"));
        Cli.Answer answer = symphony.run("doctor", "--deep").succeeds();
        assertThat(answer.err())
                .contains("8/log: warning storage-key-is-folder", "rename it")
                .contains("8/log/Übersicht 1.csv: warning storage-key-unusual", "need a UTF-8 locale");
    }

    @Test
    void an_endpoint_elsewhere_that_is_no_https_is_told_though_nobody_answers_there() {
        Map<String, String> elsewhere = environment(S3Server.BUCKET);
        elsewhere.put("SYMPHONY_STORAGE_ENDPOINT", "http://0.0.0.0:1"); // no loopback address
        symphony = new InProcess(directory, elsewhere);
        finds(1, "warning storage-clear-text", "storage-unreachable", "use https:// in storage.endpoint");
    }

    @Test
    void a_wrong_bucket_is_told_by_what_sends_and_what_works_too() throws IOException {
        symphony = new InProcess(directory, environment("no-such-bucket/farm"));
        SmallVineyard.in(directory);
        symphony.run("registry", "import", "farm.json").succeeds();
        for (String command : new String[] {"init", "repair"}) {
            assertThat(symphony.run(command).exit()).as(command).isEqualTo(1);
            symphony.run(command).refuses(1, "there is no bucket no-such-bucket; make it, or mend storage.url");
        }
        try (Jedis cli = new Jedis("127.0.0.1", redis.port())) {
            assertThat(cli.keys("rvm:*")).isEmpty();
        }
    }

    @Test
    void a_plan_is_not_made_of_half_a_listing() throws IOException {
        SmallVineyard.in(directory);
        Map<String, String> onFolder = environment(S3Server.BUCKET);
        onFolder.put("SYMPHONY_STORAGE_URL", "file:storage");
        InProcess atHome = new InProcess(directory, onFolder);
        atHome.run("registry", "import", "farm.json").succeeds();
        atHome.run("init").succeeds();
        atHome.run("work", "--roles", "rvm", "--processes", "1", "--until-idle").succeeds();
        Files.move(
                directory.resolve("storage"),
                folder.resolve("s3").resolve(S3Server.BUCKET).resolve("moved"));
        symphony = new InProcess(directory, environment(S3Server.BUCKET + "/moved"));
        try (Jedis cli = new Jedis("127.0.0.1", redis.port())) {
            cli.flushAll();
            gate.refuse(asked -> asked.listing() && asked.key().endsWith("/detection/"), 403, "AccessDenied");
            symphony.run("repair").refuses(1, "no permission; allow it in the bucket's policy");
            assertThat(cli.keys("*:" + SmallVineyard.SESSION)).isEmpty();

            gate.open();
            symphony.run("repair").succeeds();
            assertThat(cli.llen("preproc:" + SmallVineyard.SESSION)).isPositive();
        }
    }
}
