package symphony.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.app.config.Configuration;
import symphony.app.config.MachineSetting;
import symphony.app.config.RedisSetting;
import symphony.app.config.Setting;
import symphony.app.config.StageSetting;
import symphony.app.config.StorageSetting;
import symphony.core.task.Role;

/** Each value of a configuration as it may be shown, and where it comes from. */
public final class ConfigurationSources {
    /** Where back ends' own libraries look for credentials. */
    private static final List<String> CREDENTIALS = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_PROFILE",
            "AWS_REGION",
            "AZURE_STORAGE_CONNECTION_STRING",
            "AZURE_CLIENT_ID",
            "AZURE_CLIENT_SECRET",
            "AZURE_TENANT_ID",
            "PGUSER",
            "PGPASSWORD");

    private static final List<String> OPEN = List.of("AWS_PROFILE", "AWS_REGION", "PGUSER");

    /**
     * One value.
     *
     * @param value without secrets
     * @param source a flag, a variable, a file and line, or {@code default}
     */
    public record Line(String key, String value, String source) {}

    private final List<Line> lines = new ArrayList<>();

    private ConfigurationSources() {}

    public static List<Line> of(Configuration configuration, Map<String, String> environment) {
        ConfigurationSources sources = new ConfigurationSources();
        sources.redis(configuration.redis());
        sources.address("registry.url", configuration.registry());
        sources.storage(configuration.storage());
        for (Role role : Role.ALL) {
            sources.stage(role, configuration.stages().get(role));
        }
        sources.worker(configuration);
        CREDENTIALS.stream()
                .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                .forEach(name -> sources.line(
                        name,
                        OPEN.contains(name) ? environment.getOrDefault(name, "") : Redacted.SECRET,
                        "environment"));
        return List.copyOf(sources.lines);
    }

    private void redis(RedisSetting redis) {
        address("redis.url", redis.url());
        redis.database().ifPresent(s -> plain("redis database", s));
        redis.user().ifPresent(s -> plain("redis.user", s));
        secret("redis.password", redis.password());
        redis.sentinelUser().ifPresent(s -> plain("redis.sentinel_user", s));
        secret("redis.sentinel_password", redis.sentinelPassword());
        redis.authorities().ifPresent(s -> plain("redis.ca", s));
        redis.certificate().ifPresent(s -> plain("redis.certificate", s));
        redis.key().ifPresent(s -> plain("redis.key", s));
    }

    private void storage(StorageSetting storage) {
        address("storage.url", storage.url());
        storage.endpoint().ifPresent(s -> address("storage.endpoint", s));
        storage.region().ifPresent(s -> plain("storage.region", s));
    }

    private void stage(Role role, @org.jspecify.annotations.Nullable Setting<StageSetting> stage) {
        String key = "stages." + role.wireName() + ".run";
        if (stage == null) {
            line(key, "built-in", Setting.DEFAULT);
            return;
        }
        List<String> run = stage.value().run(); // arguments may be secrets, the program is none
        line(key, run.get(0) + (run.size() > 1 ? " …" : ""), stage.source());
    }

    private void worker(Configuration configuration) {
        configuration
                .processes()
                .ifPresentOrElse(
                        s -> plain("worker.processes", s),
                        () -> line("worker.processes", "by profile", Setting.DEFAULT));
        line(
                "worker.lease",
                configuration.lease().value().toMillis() + "ms",
                configuration.lease().source());
        plain("worker.retries", configuration.retries());
        MachineSetting machine = configuration.machine();
        plain("worker.claim_ahead", machine.claimAhead());
        line(
                "worker.scratch_limit",
                machine.scratchLimit().value() == 0
                        ? "none"
                        : machine.scratchLimit().value() + " bytes",
                machine.scratchLimit().source());
        machine.cacheLimit()
                .ifPresentOrElse(
                        s -> line("worker.cache_limit", s.value() + " bytes", s.source()),
                        () -> line("worker.cache_limit", "by storage", Setting.DEFAULT));
        plain("worker.devices", machine.devices());
        plain("worker.pin", machine.pin());
        address("worker.events", machine.events());
    }

    private void plain(String key, Setting<?> setting) {
        line(key, String.valueOf(setting.value()), setting.source());
    }

    private void address(String key, Setting<String> setting) {
        line(key, Redacted.address(setting.value()), setting.source());
    }

    private void secret(String key, Optional<Setting<String>> setting) {
        setting.ifPresent(s -> line(key, Redacted.SECRET, s.source()));
    }

    private void line(String key, String value, String source) {
        lines.add(new Line(key, value, source));
    }
}
