package symphony.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.UserError;
import symphony.core.task.Role;

class ConfigurationReaderTest {
    @TempDir
    Path directory;

    @Test
    void without_a_file_everything_has_its_default() {
        Configuration c = read(Map.of(), Map.of());
        assertThat(c.redis().url()).isEqualTo(new Setting<>("embedded", "default"));
        assertThat(c.storage().url().value()).isEqualTo("file:storage");
        assertThat(c.registry().value()).isEqualTo("sqlite:registry.db");
        assertThat(c.lease().value()).isEqualTo(Duration.ofSeconds(5));
        assertThat(c.retries().value()).isEqualTo(9);
        assertThat(c.processes()).isEmpty();
        assertThat(c.stages()).isEmpty();
    }

    @Test
    void flags_win_over_the_environment_which_wins_over_the_file_and_each_names_its_source() throws IOException {
        file("redis: {url: \"redis://file:1/0\"}\nstorage:\n  url: file:here\nworker: {retries: 3}\n");
        Configuration c = read(
                Map.of("redis.url", "redis://flag:1/0"),
                Map.of("SYMPHONY_REDIS_URL", "redis://env:1/0", "SYMPHONY_WORKER_RETRIES", "4"));
        assertThat(c.redis().url()).isEqualTo(new Setting<>("redis://flag:1/0", "--redis"));
        assertThat(c.retries()).isEqualTo(new Setting<>(4, "SYMPHONY_WORKER_RETRIES"));
        assertThat(c.storage().url()).isEqualTo(new Setting<>("file:here", "symphony.yaml:3"));
    }

    @Test
    void a_program_is_read_with_its_mode_and_timeout() throws IOException {
        file("stages:\n  preprocess: {run: [python3, cut.py, 010], mode: serve, timeout: 30m}\n");
        StageSetting stage = read(Map.of(), Map.of()).stages().get(Role.PREPROC).value();
        assertThat(stage)
                .isEqualTo(new StageSetting(
                        List.of("python3", "cut.py", "010"), true, Duration.ofMinutes(30), Duration.ZERO, 0, 0));
    }

    @Test
    void a_program_is_read_with_all_that_it_may_take() throws IOException {
        file("stages:\n  detection: {run: [a], silence: 90s, restart_after: 500, restart_memory: 4GiB}\n");
        StageSetting stage =
                read(Map.of(), Map.of()).stages().get(Role.DETECTION).value();
        assertThat(stage.silence()).isEqualTo(Duration.ofSeconds(90));
        assertThat(stage.restartAfter()).isEqualTo(500);
        assertThat(stage.restartMemory()).isEqualTo(4L << 30);
    }

    @Test
    void what_a_worker_may_take_of_its_machine_is_read_from_file_and_environment() throws IOException {
        file(
                "worker: {claim_ahead: off, scratch_limit: 20GB, cache_limit: none, devices: [0, 1], pin: true, events: off}\n");
        MachineSetting machine = read(Map.of(), Map.of("SYMPHONY_WORKER_EVENTS", "http://127.0.0.1:8080/events"))
                .machine();
        assertThat(machine.claimAhead().value()).isFalse();
        assertThat(machine.scratchLimit().value()).isEqualTo(20_000_000_000L);
        assertThat(machine.cacheLimit()).contains(new Setting<>(0L, "symphony.yaml:1"));
        assertThat(machine.devices().value()).isEqualTo("0,1");
        assertThat(machine.pin().value()).isTrue();
        assertThat(machine.events()).isEqualTo(new Setting<>("http://127.0.0.1:8080/events", "SYMPHONY_WORKER_EVENTS"));
    }

    @Test
    void a_size_without_its_unit_and_an_address_that_is_none_are_findings() throws IOException {
        file("worker: {scratch_limit: 20, pin: maybe, events: somewhere}\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must be a size such as 500MB, 20GB or 4GiB, found '20'")
                .hasMessageContaining("must be true or false, found 'maybe'")
                .hasMessageContaining("must be auto, off, azure or an http address, found 'somewhere'");
        file("worker: {scratch_limit: 8388608TiB, events: \"http://[\"}\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must be less than 8 EiB, found '8388608TiB'")
                .hasMessageContaining("found 'http://['");
    }

    @Test
    void the_largest_size_there_can_be_is_a_size() throws IOException {
        file("worker: {scratch_limit: 8388607TiB}\n");
        assertThat(read(Map.of(), Map.of()).machine().scratchLimit().value()).isEqualTo(8_388_607L << 40);
    }

    @Test
    void secrets_come_from_the_environment_or_a_file() throws IOException {
        Files.writeString(directory.resolve("host.txt"), "db7\n");
        file("redis: {url: \"redis://:${PASS}@${file:host.txt}:9376/0\"}\n");
        assertThat(read(Map.of(), Map.of("PASS", "a$b")).redis().url().value()).isEqualTo("redis://:a$b@db7:9376/0");
    }

    @Test
    void variables_that_back_ends_are_opened_with_are_known_to_be_secret_and_those_of_programs_are_not()
            throws IOException {
        file("redis: {url: \"redis://:${PASS}@db\"}\nstages:\n  detection: {run: [a, \"${MODEL}\"]}\n");
        assertThat(read(Map.of(), Map.of("PASS", "x", "MODEL", "m")).secretVariables())
                .containsExactly("PASS");
    }

    @Test
    void how_to_get_into_redis_is_read_from_file_and_environment() throws IOException {
        file("redis: {url: \"rediss://farm/0\", ca: tls/ca.pem, user: worker, sentinel_user: watch}\n");
        RedisSetting redis = read(Map.of(), Map.of("SYMPHONY_REDIS_PASSWORD", "p@ss/word", "REDIS_DB", "4"))
                .redis();
        assertThat(redis.password()).contains(new Setting<>("p@ss/word", "SYMPHONY_REDIS_PASSWORD"));
        assertThat(redis.authorities())
                .contains(new Setting<>(directory.resolve("tls").resolve("ca.pem"), "symphony.yaml:1"));
        assertThat(redis.user()).contains(new Setting<>("worker", "symphony.yaml:1"));
        assertThat(redis.database()).contains(new Setting<>(4, "REDIS_DB"));
        assertThat(redis.certificate()).isEmpty();
    }

    @Test
    void all_that_is_not_understood_is_told_at_once_with_its_place() throws IOException {
        file(
                """
                redis: {adress: x}
                stages:
                  detektion: {run: [a]}
                  detection: {run: detect.py}
                  process: {run: [a], mode: often}
                worker: {lease: soon, processes: 0}
                """);
        assertThatThrownBy(() -> read(Map.of(), Map.of("REDIS_DB", "two")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("symphony.yaml:1:9 unknown key 'adress'")
                .hasMessageContaining("symphony.yaml:3:3 'detektion' is no role")
                .hasMessageContaining("symphony.yaml:4:")
                .hasMessageContaining("mode must be once or serve, found 'often'")
                .hasMessageContaining("found 'soon'")
                .hasMessageContaining("worker.processes must be at least 1")
                .hasMessageContaining("REDIS_DB");
    }

    @Test
    void a_file_that_is_no_yaml_is_told_with_its_line() throws IOException {
        file("redis: [\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("symphony.yaml:");
    }

    private void file(String text) throws IOException {
        Files.writeString(directory.resolve("symphony.yaml"), text);
    }

    private Configuration read(Map<String, String> flags, Map<String, String> environment) {
        return ConfigurationReader.read(directory, flags, environment);
    }
}
