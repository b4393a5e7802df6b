package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import symphony.app.S3Gate.Asked;
import symphony.servers.RedisProcess;
import symphony.servers.S3Server;

/** A bucket that takes nothing any more, for as long as it likes, once a worker's program has begun. */
class FailingStorageIT {
    private static final String ROOT = "oak/results/farm_UpperBench/block_12D/12d/";
    private static final String ZIP = "2017-06-30_10-01_22179657_10_02-preprocess-row1-dir1.zip";
    private static final String TASK = "{\"role\":\"detection\",\"session_name\":\"12d\",\"client_name\":\"Oakridge\","
            + "\"clientid\":\"oak\",\"farm_name\":\"Upper Bench\",\"farmid\":\"f1\",\"block_name\":\"12D\",\"blockid\":\"b1\","
            + "\"scanids\":[\"2017-06-30_10-01\"],\"test\":0,\"num_retries\":0,\"tarfiles\":[],"
            + "\"detection_params\":{\"folders\":[\"" + ZIP + "\"]}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "503, SlowDown, the service is busy or failing",
        "400, ExpiredToken, the credentials have expired; renew them"
    })
    void a_finished_result_is_kept_and_published_whole_once_the_storage_takes_it(int status, String code, String told)
            throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        byte[] frames = zip();
        Path bucket = folder.resolve("s3").resolve(S3Server.BUCKET);
        Files.createDirectories(folder.resolve("s3"));
        int port = RedisProcess.freePort();
        try (RedisProcess redis =
                        new RedisProcess(folder.resolve("redis"), port, List.of("--port", "" + port, "--save", ""));
                S3Server s3 = S3Server.trusting(folder.resolve("s3"));
                S3Gate gate = new S3Gate(s3)) {
            Files.createDirectories(bucket.resolve(ROOT + "preprocess-frames"));
            Files.write(bucket.resolve(ROOT + "preprocess-frames/" + ZIP), frames);
            AtomicInteger refused = new AtomicInteger();
            Predicate<Asked> results = Asked.method("PUT").and(Asked.below(ROOT + "detection/"));
            gate.refuse(asked -> results.test(asked) && refused.incrementAndGet() > 0, status, code);
            Cli cli = workspace(redis, gate);
            try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                jedis.rpush("detection:12d", TASK);
            }
            Path log = folder.resolve("work.log");

            Process worker = cli.start(log, "work", "--roles", "detection", "--processes", "1", "--until-idle");

            try {
                await().atMost(Duration.ofSeconds(45)).untilAsserted(() -> {
                    assertThat(refused).as(Files.readString(log)).hasValueGreaterThan(2);
                    assertThat(log).content().contains(told);
                });
                gate.open();
                assertThat(worker.waitFor()).as(Files.readString(log)).isZero();
            } finally {
                worker.destroyForcibly();
            }
        }
        assertThat(bucket.resolve(ROOT + "detection/" + ZIP)).hasBinaryContent(frames);
        assertThat(folder.resolve("starts")).hasContent("start");
    }

    private Cli workspace(RedisProcess redis, S3Gate gate) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        Path program = workspace.resolve("detect.sh");
        Files.writeString(
                program,
                "#!/bin/sh\necho start >> '" + folder.resolve("starts")
                        + "'\ncp \"$SYMPHONY_TASK_DIR\"/inputs/*.zip \"$SYMPHONY_TASK_DIR\"/outputs/\n");
        Files.writeString(
                workspace.resolve("symphony.yaml"),
                "redis: {url: \"redis://127.0.0.1:" + redis.port() + "/0\"}\nstorage: {url: \"s3://" + S3Server.BUCKET
                        + "\", endpoint: \"" + gate.endpoint() + "\"}\nstages:\n  detection: {run: [\"/bin/sh\", \""
                        + program + "\"], mode: once}\n");
        return new Cli(workspace, Map.of("AWS_ACCESS_KEY_ID", S3Server.KEY, "AWS_SECRET_ACCESS_KEY", S3Server.SECRET));
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("1.jpg"));
            zip.write("a frame".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
