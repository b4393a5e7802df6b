package symphony.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import symphony.app.UserError;
import symphony.app.config.Configuration;
import symphony.app.config.ConfigurationReader;
import symphony.app.setup.SetUpMachine.Fleet;
import symphony.app.setup.SetUpMachine.Role;
import symphony.servers.RedisProcess;

class SetUpMachineTest {
    private static final Path UNITS = Path.of("../deploy/services/linux");
    private static final String PASSWORD = "a-secret-nobody-may-see";

    @TempDir
    Path folder;

    private final FakeAzure azure = new FakeAzure();
    private final List<List<String>> ran = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void a_worker_gets_a_workspace_whose_secrets_stand_beside_it_for_their_owner_alone() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@symphony-master:9376/0");
        azure.blobs.put("redis-ca.pem", "the certificate");

        setUp(Role.GPU, false);

        String yaml = Files.readString(workspace().resolve("symphony.yaml"));
        assertThat(yaml)
                .contains("redis: {url: \"${file:secrets/redis-url}\", ca: redis-ca.pem}")
                .contains("storage: {url: \"azblob://symphony\", endpoint: \"" + azure.address() + "\"}")
                .contains("events: \"" + azure.address() + "/metadata/scheduledevents?")
                .doesNotContain(PASSWORD);
        Path secret = workspace().resolve("secrets/redis-url");
        assertThat(secret).content().contains(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(workspace().resolve("redis-ca.pem")).hasContent("the certificate");
    }

    @Test
    void a_worker_runs_as_a_service_that_fetches_its_secrets_anew_before_each_start() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@symphony-master:9376/0");

        setUp(Role.GPU, false);

        assertThat(root().resolve("etc/default/symphony-worker")).hasContent("WORK=\"--profile gpu\"");
        assertThat(root().resolve("etc/systemd/system/symphony-worker.service"))
                .hasSameTextualContentAs(UNITS.resolve("symphony-worker.service"));
        assertThat(root().resolve("etc/systemd/system/symphony-worker.service.d/setup.conf"))
                .content()
                .contains(
                        "ExecStartPre=+-",
                        "setup azure --refresh --role gpu",
                        azure.address().toString());
        assertThat(ran)
                .contains(
                        List.of("systemctl", "enable", "symphony-worker.service"),
                        List.of("systemctl", "restart", "symphony-worker.service"));
    }

    @Test
    void every_command_understands_the_workspace() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@symphony-master:9376/0");
        azure.secrets.put("registry-url", "postgresql://symphony:pw@db:5432/postgres");
        azure.blobs.put("redis-ca.pem", "the certificate");

        setUp(Role.GPU, false);

        Configuration configuration = ConfigurationReader.read(workspace(), Map.of(), Map.of());
        assertThat(configuration.storage().url().value()).isEqualTo("azblob://symphony");
        assertThat(configuration.registry().value()).isEqualTo("postgresql://symphony:pw@db:5432/postgres");
    }

    @Test
    void what_a_site_adds_is_kept() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@symphony-master:9376/0");
        Files.createDirectories(workspace());
        Files.writeString(workspace().resolve("site.yaml"), "stages: {detection: {run: [detect]}}\n");

        setUp(Role.GPU, false);

        assertThat(workspace().resolve("symphony.yaml")).content().contains("detection: {run: [detect]}");
    }

    @Test
    void a_master_runs_its_own_redis_and_gives_the_fleet_its_certificate() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@here:9376/0");
        azure.secrets.put("registry-url", "postgresql://symphony:pw@db:5432/postgres");

        setUp(Role.MASTER, false);

        assertThat(root().resolve("etc/symphony/redis/redis.conf"))
                .content()
                .contains("port 0", "tls-port 9376", "appendonly yes", "requirepass \"" + PASSWORD + "\"");
        assertThat(azure.blobs.get("redis-ca.pem")).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(workspace().resolve("symphony.yaml"))
                .content()
                .contains("registry: {url: \"${file:secrets/registry-url}\"}");
        assertThat(ran)
                .contains(
                        List.of("systemctl", "restart", "symphony-redis.service"),
                        List.of("systemctl", "restart", "symphony-repair.service"));
    }

    @Test
    void the_fleet_s_redis_knows_a_worker_and_an_operator_and_nobody_else() throws IOException {
        azure.secrets.put("redis-url", "rediss://worker:" + PASSWORD + "@here:9376/0");
        azure.secrets.put("redis-operator-url", "rediss://operator:another-secret@here:9376/0");

        setUp(Role.MASTER, false);

        Path conf = root().resolve("etc/symphony/redis/redis.conf");
        assertThat(conf).content().doesNotContain(PASSWORD, "another-secret", "requirepass");
        int free = RedisProcess.freePort();
        List<String> users = Files.readAllLines(conf).stream()
                .filter(l -> l.startsWith("user "))
                .toList();
        Path plain = Files.writeString(
                folder.resolve("plain.conf"), "port " + free + "\nbind 127.0.0.1\n" + String.join("\n", users) + "\n");
        try (RedisProcess server = new RedisProcess(folder.resolve("redis"), free, List.of(plain.toString()));
                Jedis worker = connected("worker:" + PASSWORD + "@", server);
                Jedis operator = connected("operator:another-secret@", server);
                Jedis anybody = connected("", server)) {
            assertThat(worker.rpush("detection:s", "{}")).isEqualTo(1);
            assertThat(operator.keys("*")).containsExactly("detection:s");
            assertThatThrownBy(() -> worker.keys("*")).hasMessageContaining("NOPERM");
            assertThatThrownBy(operator::flushAll).hasMessageContaining("NOPERM");
            assertThatThrownBy(anybody::ping).hasMessageContaining("NOAUTH");
        }
    }

    @Test
    void an_operator_s_machine_and_the_master_connect_as_operator_and_workers_as_worker() throws IOException {
        azure.secrets.put("redis-url", "rediss://worker:" + PASSWORD + "@symphony-master:9376/0");
        azure.secrets.put("redis-operator-url", "rediss://operator:another-secret@symphony-master:9376/0");

        for (Role role : Role.values()) {
            setUp(role, false);
            assertThat(workspace().resolve("secrets/redis-url"))
                    .as(role.toString())
                    .content()
                    .startsWith(
                            role == Role.OPERATOR || role == Role.MASTER ? "rediss://operator:" : "rediss://worker:");
        }
    }

    @Test
    void the_users_rules_are_those_of_the_guide() throws IOException {
        List<String> guide;
        try (Stream<String> lines = Files.lines(Path.of("../docs/how-to/secure-redis.md"))) {
            guide = lines.filter(l -> l.startsWith("user "))
                    .map(l -> l.substring("user ".length()).replaceFirst(" on >\\S+", ""))
                    .filter(l -> !l.startsWith("reader "))
                    .toList();
        }
        assertThat(Path.of("src/main/resources/symphony/app/setup/users.acl")).hasContent(String.join("\n", guide));
    }

    @Test
    void a_master_keeps_its_certificate_when_it_is_set_up_again() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@here:9376/0");
        setUp(Role.MASTER, false);
        String before = azure.blobs.get("redis-ca.pem");

        setUp(Role.MASTER, false);

        assertThat(azure.blobs).containsEntry("redis-ca.pem", before);
    }

    @Test
    void a_master_of_a_fleet_with_a_managed_redis_runs_none() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@symphony-x.westeurope.redis.azure.net:10000/0");

        setUp(Role.MASTER, false);

        assertThat(root().resolve("etc/symphony/redis")).doesNotExist();
        assertThat(azure.blobs).isEmpty();
    }

    @Test
    void windows_gets_a_service_of_one_process_each_that_is_started_again_when_it_fails() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@symphony-master:9376/0");
        Files.createDirectories(home().resolve("lib"));
        Files.createFile(home().resolve("lib/symphony-app.jar"));

        setUp(Role.CPU, true);

        assertThat(ran)
                .filteredOn(c -> c.get(0).endsWith("prunsrv.exe"))
                .hasSize(4)
                .allSatisfy(command -> assertThat(command)
                        .anyMatch(a -> a.startsWith("--StartParams=work#--profile#cpu#--processes#1"))
                        .anyMatch(a -> a.endsWith("symphony-app.jar"))
                        .contains("--StopMode=jvm"));
        assertThat(ran).filteredOn(c -> c.contains("failure")).hasSize(4);
        // closed to others before a secret is written into it
        assertThat(ran.get(0)).startsWith("icacls.exe", workspace().toString(), "/inheritance:r");
    }

    @Test
    void no_secret_is_told_or_given_to_a_program() throws IOException {
        azure.secrets.put("redis-url", "rediss://:" + PASSWORD + "@here:9376/0");

        setUp(Role.MASTER, false);

        assertThat(told.toString() + ran).doesNotContain(PASSWORD);
        assertThat(told).isNotEmpty();
    }

    @Test
    void a_vault_without_the_secret_is_told_with_what_may_be_the_reason() {
        assertThatThrownBy(() -> setUp(Role.GPU, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no secret redis-url")
                .hasMessageContaining("rights that were just given");
    }

    @Test
    void a_machine_outside_azure_is_told_that_nobody_answers() {
        azure.close();

        assertThatThrownBy(() -> setUp(Role.GPU, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot reach " + azure.address() + "/metadata/identity");
    }

    private static Jedis connected(String credentials, RedisProcess server) {
        return new Jedis(URI.create("redis://" + credentials + "127.0.0.1:" + server.port()));
    }

    private void setUp(Role role, boolean windows) throws IOException {
        Host host = new Host(root(), windows, "here", this::run);
        Fleet fleet = new Fleet(role, azure.address(), azure.address(), azure.address());
        new SetUpMachine(host, home(), workspace(), fleet, told::add).all(Path.of("/java"), 4);
    }

    /** The tool that makes certificates is run; those that would change this machine are not. */
    private void run(List<String> command) {
        ran.add(command);
        if (command.get(0).equals("openssl")) {
            Host.run(command);
        }
    }

    private Path root() {
        return folder.resolve("root");
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path workspace() {
        return folder.resolve("workspace");
    }

    @BeforeEach
    void unitsLieInSymphonysFolder() throws IOException {
        Path units = Files.createDirectories(home().resolve("services/linux"));
        for (String unit : List.of("symphony-worker", "symphony-repair", "symphony-redis")) {
            Files.copy(UNITS.resolve(unit + ".service"), units.resolve(unit + ".service"));
        }
    }
}
