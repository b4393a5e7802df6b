package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.servers.Certificates;
import symphony.servers.PostgresProcess;
import symphony.servers.RedisProcess;
import symphony.servers.S3Server;
import symphony.storage.remote.S3Settings;

/**
 * A fleet of three workers on one machine, each in a workspace of its own, that share nothing but a Redis with TLS, a
 * PostgreSQL and an S3 server: {@code mvn -pl app -am verify -Dit.test=FleetOnServersIT}. Secrets are planted in all that
 * reaches them, and looked for in all that comes out.
 */
class FleetOnServersIT {
    private static final String PLANTED = "planted";
    private static final String REDIS_PASSWORD = "planted-redis-8hK";
    private static final String REGISTRY_PASSWORD = "planted-registry-3Zw";

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static RedisProcess redis;
    private static PostgresProcess postgres;
    private static S3Server s3;

    @BeforeAll
    static void startServers() throws IOException {
        assumeThat(PostgresProcess.isAvailable()).isTrue();
        certificates = new Certificates(Files.createDirectories(folder.resolve("certificates")));
        redis = RedisProcess.withTls(folder.resolve("redis"), certificates, REDIS_PASSWORD);
        postgres = new PostgresProcess();
        postgres.database("vines");
        s3 = new S3Server(Files.createDirectories(folder.resolve("s3")));
    }

    @AfterAll
    static void stopServers() {
        if (s3 != null) {
            s3.close();
            postgres.close();
            redis.close();
        }
    }

    /** A workspace that knows the servers and holds nothing else; the password's file lies outside. */
    private static Cli workspace(String name) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("machines").resolve(name));
        Path password = Files.writeString(folder.resolve("redis-password"), REDIS_PASSWORD + "\n");
        Path certificate = certificates.sign(name);
        Files.writeString(
                workspace.resolve("symphony.yaml"),
                """
                redis:
                  url: rediss://localhost:%d/2
                  password: ${file:%s}
                  ca: %s
                  certificate: %s
                  key: %s
                registry: {url: "postgresql://postgres:${REGISTRY_PASSWORD}@localhost:%d/vines"}
                storage: {url: "s3://%s/farm", endpoint: "%s"}
                worker: {lease: 3s}
                """
                        .formatted(
                                redis.port(),
                                password,
                                certificates.authority(),
                                certificate,
                                certificates.key(name),
                                postgres.port(),
                                S3Server.BUCKET,
                                s3.endpoint()));
        return new Cli(
                workspace,
                Map.of(
                        "REGISTRY_PASSWORD",
                        REGISTRY_PASSWORD,
                        "AWS_ACCESS_KEY_ID",
                        S3Server.KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        S3Server.SECRET));
    }

    @Test
    void three_workers_that_share_nothing_but_servers_do_a_session_and_no_secret_comes_out() throws Exception {
        Cli office = workspace("office");
        SmallVineyard vineyard = SmallVineyard.in(office.directory());
        uploadAndForget(office.directory().resolve("storage"));
        Map<String, String> said = new LinkedHashMap<>();
        run(office, said, "registry", "import", "farm.json").succeeds();
        run(office, said, "init").succeeds();

        List<Process> workers = new ArrayList<>();
        for (String machine : List.of("one", "two", "three")) {
            Path log = folder.resolve("machines").resolve(machine + ".log");
            workers.add(workspace(machine).start(log, "work", "--processes", "1", "--until-idle"));
        }
        for (Process worker : workers) {
            assertThat(worker.waitFor()).isZero();
        }

        JsonNode plan =
                run(office, said, "repair", "--dry-run", "--json").succeeds().json();
        assertThat(plan.get("tasks")).isEmpty();
        run(office, said, "status", "--once", "--json").succeeds();
        run(office, said, "results", SmallVineyard.SESSION);
        run(office, said, "history");
        run(office, said, "doctor").succeeds();
        run(office, said, "doctor", "--json").succeeds();
        goWrong(office, said);

        Map<String, byte[]> artifacts = artifacts();
        assertThat(artifacts.keySet()).contains(vineyard.root().summary());
        said.forEach((command, output) -> assertThat(output).as(command).doesNotContain(PLANTED));
        artifacts.forEach((key, content) -> assertThat(text(content)).as(key).doesNotContain(PLANTED));
        noneIn(folder.resolve("machines"));
        noneIn(folder.resolve("redis")); // its append-only file: every key that there ever was
    }

    private static Cli.Answer run(Cli cli, Map<String, String> said, String... arguments) {
        Cli.Answer answer = cli.run(arguments);
        said.put(String.join(" ", arguments), answer.out() + answer.err());
        return answer;
    }

    /** Error texts are where secrets come out most easily. */
    private static void goWrong(Cli office, Map<String, String> said) throws IOException {
        List<Map<String, String>> mistakes = List.of(
                Map.of("SYMPHONY_REDIS_PASSWORD", "planted-wrong"),
                Map.of("SYMPHONY_REDIS_URL", "rediss://worker:planted-wrong@localhost:1/0"),
                Map.of("SYMPHONY_REDIS_URL", "rediss://worker:planted wrong@localhost:1/0"),
                Map.of("SYMPHONY_REDIS_URL", "redis://:planted-wrong@localhost:" + redis.port() + "/x"),
                Map.of("SYMPHONY_REGISTRY_URL", "postgresql://postgres:planted-wrong@localhost:1/vines"),
                Map.of("SYMPHONY_REGISTRY_URL", "postgresql://postgres:planted wrong@localhost/vines"),
                Map.of("AWS_SECRET_ACCESS_KEY", "planted-wrong"),
                Map.of("SYMPHONY_STORAGE_ENDPOINT", "http://anna:planted-wrong@127.0.0.1:1"));
        for (Map<String, String> mistake : mistakes) {
            Map<String, String> environment = new TreeMap<>(Map.of(
                    "REGISTRY_PASSWORD",
                    REGISTRY_PASSWORD,
                    "AWS_ACCESS_KEY_ID",
                    S3Server.KEY,
                    "AWS_SECRET_ACCESS_KEY",
                    S3Server.SECRET));
            environment.putAll(mistake);
            Cli.Answer answer = new Cli(office.directory(), environment).run("doctor");
            assertThat(answer.exit()).as(mistake + answer.out() + answer.err()).isEqualTo(1);
            assertThat(answer.out() + answer.err()).doesNotContain("should not happen");
            said.put("doctor, mistake " + said.size(), answer.out() + answer.err());
        }
    }

    private static void noneIn(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains("bin")) { // the server's own program
                    assertThat(text(Files.readAllBytes(file)))
                            .as(file.toString())
                            .doesNotContain(PLANTED);
                }
            }
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static ArtifactStore store() {
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        return new S3Settings(
                        S3Server.BUCKET,
                        "farm",
                        Optional.of(URI.create("http://127.0.0.1:" + s3.port())),
                        Optional.empty(),
                        Duration.ofSeconds(30))
                .open();
    }

    private static void uploadAndForget(Path film) throws IOException {
        try (ArtifactStore store = store();
                Stream<Path> files = Files.walk(film)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                store.create(film.relativize(file).toString(), file);
                Files.delete(file);
            }
        }
    }

    /** What the session made, the entries of its archives unpacked. */
    private static Map<String, byte[]> artifacts() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (ArtifactStore store = store()) {
            for (StoredObject object : store.list("")) {
                if (object.key().contains("/results/")) {
                    byte[] content = store.read(object.key(), 0, (int) object.size());
                    all.put(object.key(), content);
                    if (object.key().endsWith(".zip")) {
                        all.putAll(entries(object.key(), content));
                    }
                }
            }
        }
        return all;
    }

    private static Map<String, byte[]> entries(String key, byte[] zip) {
        Map<String, byte[]> all = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                all.put(key + "!" + entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
