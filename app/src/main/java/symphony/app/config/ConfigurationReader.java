package symphony.app.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import symphony.app.UserError;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlDocument;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlReader;
import symphony.core.yaml.YamlScalar;

/** Reads {@code symphony.yaml} and lays flags and environment over it. Unknown keys are findings, all told at once. */
public final class ConfigurationReader {
    private static final String FILE = ConfigurationValues.FILE;

    private final Path directory;
    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();
    private final ConfigurationValues values;

    private ConfigurationReader(Path directory, Map<String, String> flags, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
        this.values = new ConfigurationValues(directory, flags, environment, findings);
    }

    /**
     * @param flags by setting name, for example {@code redis.url}
     * @throws UserError listing every finding, where there is an error
     */
    public static Configuration read(Path directory, Map<String, String> flags, Map<String, String> environment) {
        ConfigurationReader reader = new ConfigurationReader(directory, flags, environment);
        Configuration configuration = reader.configuration(reader.file());
        if (reader.findings.stream().anyMatch(Finding::isError)) {
            throw UserError.failed("the configuration cannot be used\n"
                    + reader.findings.stream()
                            .map(f ->
                                    f.place() + " " + f.message() + (f.remedy().isEmpty() ? "" : ". " + f.remedy()))
                            .collect(Collectors.joining("\n")));
        }
        return configuration;
    }

    private YamlMap file() {
        Path file = directory.resolve(FILE);
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            content = new byte[0];
        } catch (IOException e) {
            throw UserError.failed(file + " cannot be read: " + e.getMessage());
        }
        YamlDocument document = YamlReader.read(FILE, content);
        findings.addAll(document.findings());
        YamlNode root = document.root().orElse(YamlMap.empty(Place.of(FILE)));
        return root instanceof YamlScalar s && s.isNothing()
                ? YamlMap.empty(Place.of(FILE))
                : values.map(root, "the file");
    }

    private Configuration configuration(YamlMap root) {
        values.known(root, List.of("redis", "registry", "storage", "stages", "worker"));
        YamlMap worker = values.section(
                root,
                "worker",
                List.of(
                        "processes",
                        "lease",
                        "retries",
                        "claim_ahead",
                        "scratch_limit",
                        "cache_limit",
                        "devices",
                        "pin",
                        "events"));
        return new Configuration(
                redis(root),
                registry(root),
                storage(root),
                Set.copyOf(values.variablesRead()), // before stages: a program's variables are its own affair
                new StagesReader(values).read(root),
                values.optional(worker, "worker.processes", values::whole).filter(s -> positive(s, "worker.processes")),
                values.setting(worker, "worker.lease", values::duration, Duration.ofSeconds(5)),
                values.setting(worker, "worker.retries", values::whole, 9),
                machine(worker));
    }

    private RedisSetting redis(YamlMap root) {
        YamlMap keys = values.section(
                root,
                "redis",
                List.of("url", "user", "password", "sentinel_user", "sentinel_password", "ca", "certificate", "key"));
        return new RedisSetting(
                values.setting(keys, "redis.url", values::text, Configuration.EMBEDDED),
                database(),
                values.optional(keys, "redis.user", values::text),
                values.optional(keys, "redis.password", values::text),
                values.optional(keys, "redis.sentinel_user", values::text),
                values.optional(keys, "redis.sentinel_password", values::text),
                values.optional(keys, "redis.ca", values::file),
                values.optional(keys, "redis.certificate", values::file),
                values.optional(keys, "redis.key", values::file));
    }

    private Setting<String> registry(YamlMap root) {
        YamlMap keys = values.section(root, "registry", List.of("url"));
        return values.setting(keys, "registry.url", values::text, "sqlite:registry.db");
    }

    private StorageSetting storage(YamlMap root) {
        YamlMap keys = values.section(root, "storage", List.of("url", "endpoint", "region"));
        return new StorageSetting(
                values.setting(keys, "storage.url", values::text, "file:storage"),
                values.optional(keys, "storage.endpoint", values::text),
                values.optional(keys, "storage.region", values::text));
    }

    private MachineSetting machine(YamlMap worker) {
        return new MachineSetting(
                values.setting(worker, "worker.claim_ahead", values::yesOrNo, true),
                values.setting(worker, "worker.scratch_limit", values::bytes, 0L),
                values.optional(worker, "worker.cache_limit", this::bytesOrNone),
                values.setting(worker, "worker.devices", values::texts, MachineSetting.AUTO),
                values.setting(worker, "worker.pin", values::yesOrNo, false),
                values.setting(worker, "worker.events", this::events, MachineSetting.AUTO));
    }

    private Optional<Long> bytesOrNone(YamlNode node) {
        return values.scalar(node).equals(MachineSetting.NONE) ? Optional.of(0L) : values.bytes(node);
    }

    private Optional<String> events(YamlNode node) {
        String text = values.scalar(node);
        if (List.of(MachineSetting.AUTO, MachineSetting.OFF, MachineSetting.AZURE)
                        .contains(text)
                || isHttp(text)) {
            return Optional.of(text);
        }
        if (text.equals("false")) { // what YAML 1.1 makes of off elsewhere
            return Optional.of(MachineSetting.OFF);
        }
        values.error(node.place(), "must be auto, off, azure or an http address, found '" + text + "'", "");
        return Optional.empty();
    }

    private static boolean isHttp(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("https?");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Optional<Setting<Integer>> database() {
        String text = environment.getOrDefault("REDIS_DB", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,5}")) {
            values.error(
                    Place.of("REDIS_DB"), "must be a database's number, found '" + text + "'", "unset it, or say 0");
            return Optional.empty();
        }
        return Optional.of(new Setting<>(Integer.valueOf(text), "REDIS_DB"));
    }

    private boolean positive(Setting<Integer> setting, String name) {
        if (setting.value() < 1) {
            values.error(Place.of(setting.source()), name + " must be at least 1", "");
        }
        return setting.value() >= 1;
    }
}
