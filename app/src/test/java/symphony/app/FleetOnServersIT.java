package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.pipeline.Provenance;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;
import symphony.servers.FleetServers;
import symphony.servers.PostgresProcess;
import symphony.servers.S3Server;
import symphony.storage.remote.S3Settings;

/**
 * A fleet of three workers on one machine, each in a workspace of its own, that share nothing but a Redis with TLS, a
 * PostgreSQL and an S3 server: {@code mvn -pl app -am verify -Dit.test=FleetOnServersIT}. Secrets are planted in all that
 * reaches them, and looked for in all that comes out.
 */
class FleetOnServersIT {
    /** How each secret begins that is planted here. */
    private static final String[] PLANTED = {"planted-", "planted wrong"};

    private static final String SESSION = "demo";

    @TempDir
    static Path folder;

    private static FleetServers servers;

    @BeforeAll
    static void startServers() throws IOException {
        assumeThat(PostgresProcess.isAvailable()).isTrue();
        servers = new FleetServers(Files.createDirectories(folder.resolve("servers")));
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
    }

    @AfterAll
    static void stopServers() {
        if (servers != null) {
            servers.close();
        }
    }

    /** A workspace that knows the servers and holds nothing else; the password's file lies outside. */
    private static Cli workspace(String name) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("machines").resolve(name));
        Files.writeString(workspace.resolve("symphony.yaml"), servers.settings(name));
        return new Cli(workspace, FleetServers.environment());
    }

    @Test
    void three_workers_that_share_nothing_but_servers_do_the_demo_and_no_secret_comes_out() throws Exception {
        Map<String, String> said = new LinkedHashMap<>();
        Map<Path, Process> helpers = new LinkedHashMap<>();
        for (String machine : List.of("one", "two")) {
            Path log = folder.resolve("machines").resolve(machine + ".log");
            helpers.put(log, workspace(machine).start(log, "work", "--processes", "1"));
        }
        for (Path log : helpers.keySet()) {
            await().until(() -> Files.readString(log).contains("Ctrl-C stops"));
        }
        Cli office = workspace("office");

        Cli.Answer demo = run(office, said, "demo", ".", "--processes", "1").succeeds();

        assertThat(demo.out())
                .startsWith("Workspace .\n")
                .containsPattern("redis.url +rediss://localhost:\\d+/2  \\(symphony.yaml:2\\)")
                .contains("report     s3://" + S3Server.BUCKET + "/farm/");
        for (Process helper : helpers.values()) {
            helper.destroy();
            helper.waitFor();
        }
        JsonNode plan =
                run(office, said, "repair", "--dry-run", "--json").succeeds().json();
        assertThat(plan.get("tasks")).isEmpty();
        run(office, said, "demo", ".").refuses(2, "is not empty");
        run(workspace("again"), said, "demo", ".").refuses(1, "holds a demo already");
        run(office, said, "status", "--once", "--json").succeeds();
        run(office, said, "results", SESSION).succeeds();
        run(office, said, "history");
        run(office, said, "doctor").succeeds();
        goWrong(office, said);

        Map<String, byte[]> artifacts = artifacts();
        assertThat(makers(artifacts)).hasSize(1 + helpers.size());
        said.forEach((command, output) -> assertThat(output).as(command).doesNotContain(PLANTED));
        artifacts.forEach((key, content) -> assertThat(text(content)).as(key).doesNotContain(PLANTED));
        noneIn(folder.resolve("machines"));
        noneIn(servers.redisFolder()); // its append-only file: every key that there ever was
    }

    /** The workers that records name. */
    private static Set<String> makers(Map<String, byte[]> artifacts) {
        return artifacts.entrySet().stream()
                .filter(a -> a.getKey().contains("/.symphony/records/"))
                .map(a -> Provenance.parse(text(a.getValue())).worker())
                .collect(Collectors.toSet());
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
                Map.of(
                        "SYMPHONY_REDIS_URL",
                        "redis://:planted-wrong@localhost:" + servers.redis().port() + "/x"),
                Map.of("SYMPHONY_REGISTRY_URL", "postgresql://postgres:planted-wrong@localhost:1/vines"),
                Map.of("SYMPHONY_REGISTRY_URL", "postgresql://postgres:planted wrong@localhost/vines"),
                Map.of("AWS_SECRET_ACCESS_KEY", "planted-wrong"),
                Map.of("SYMPHONY_STORAGE_ENDPOINT", "http://anna:planted-wrong@127.0.0.1:1"));
        for (Map<String, String> mistake : mistakes) {
            Map<String, String> environment = new TreeMap<>(FleetServers.environment());
            environment.putAll(mistake);
            Cli.Answer answer = mistake.containsKey("AWS_SECRET_ACCESS_KEY") // which Amazon's library reads by itself
                    ? new Cli(office.directory(), environment).run("doctor")
                    : new InProcess(office.directory(), environment).run("doctor");
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
        return new S3Settings(
                        S3Server.BUCKET,
                        "farm",
                        Optional.of(servers.s3().endpoint()),
                        Optional.empty(),
                        Duration.ofSeconds(30))
                .open();
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
