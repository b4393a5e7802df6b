package symphony.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import symphony.app.UserError;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlDocument;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlReader;
import symphony.core.yaml.YamlScalar;

/** Reads {@code symphony.yaml} and lays flags and environment over it. Unknown keys are findings, all told at once. */
public final class ConfigurationReader {
    private static final String FILE = "symphony.yaml";
    // Compiled where used: most configurations hold neither, and both take a short command 5 ms.
    private static final String DURATION = "([0-9]{1,9})(ms|s|m|h)";
    private static final String VARIABLE = "\\$\\{(file:)?([^}]+)}";

    private final Path directory;
    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();

    private ConfigurationReader(Path directory, Map<String, String> flags, Map<String, String> environment) {
        this.directory = directory;
        this.flags = flags;
        this.environment = environment;
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
        return root instanceof YamlScalar s && s.isNothing() ? YamlMap.empty(Place.of(FILE)) : map(root, "the file");
    }

    private Configuration configuration(YamlMap root) {
        known(root, List.of("redis", "registry", "storage", "stages", "worker"));
        YamlMap worker = section(root, "worker", List.of("processes", "lease", "retries"));
        return new Configuration(
                text(section(root, "redis", List.of("url")), "redis.url", Configuration.EMBEDDED),
                database(),
                text(section(root, "registry", List.of("url")), "registry.url", "sqlite:registry.db"),
                text(section(root, "storage", List.of("url")), "storage.url", "file:storage"),
                stages(root),
                optional(worker, "worker.processes", this::whole).filter(s -> positive(s, "worker.processes")),
                setting(worker, "worker.lease", this::duration, Duration.ofSeconds(5)),
                setting(worker, "worker.retries", this::whole, 9));
    }

    private OptionalInt database() {
        String text = environment.getOrDefault("REDIS_DB", "");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.matches("[0-9]{1,5}")) {
            error(Place.of("REDIS_DB"), "must be a database's number, found '" + text + "'", "unset it, or say 0");
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private Map<Role, Setting<StageSetting>> stages(YamlMap root) {
        Map<Role, Setting<StageSetting>> stages = new EnumMap<>(Role.class);
        root.get("stages").filter(n -> !nothing(n)).ifPresent(node -> {
            for (YamlMap.Entry entry : map(node, "stages").entries()) {
                Optional<Role> role = Role.parse(entry.key().text());
                if (role.isEmpty()) {
                    error(entry.key().place(), "'" + entry.key().text() + "' is no role", "Roles are " + Role.ALL);
                    continue;
                }
                stage(map(entry.value(), entry.key().text()))
                        .ifPresent(s -> stages.put(role.get(), new Setting<>(s, source(entry.key()))));
            }
        });
        return stages;
    }

    private Optional<StageSetting> stage(YamlMap map) {
        known(map, List.of("run", "mode", "timeout"));
        List<String> run = map.get("run").map(this::command).orElse(List.of());
        if (run.isEmpty()) {
            error(map.place(), "no program: 'run' is missing", "Say run: [program, argument, …]");
            return Optional.empty();
        }
        String mode = map.get("mode").map(this::scalar).orElse("once");
        if (!mode.equals("once") && !mode.equals("serve")) {
            error(map.get("mode").orElseThrow().place(), "mode must be once or serve, found '" + mode + "'", "");
        }
        Duration timeout =
                map.get("timeout").flatMap(n -> duration(n, scalar(n))).orElse(StageSetting.DEFAULT_TIMEOUT);
        return Optional.of(new StageSetting(run, mode.equals("serve"), timeout));
    }

    private List<String> command(YamlNode node) {
        if (node instanceof YamlList list) {
            return list.items().stream().map(this::scalar).toList();
        }
        error(node.place(), "must be a list: [program, argument, …], found " + node.describe(), "");
        return List.of("unreadable");
    }

    private YamlMap section(YamlMap root, String name, List<String> keys) {
        YamlMap section =
                root.get(name).filter(n -> !nothing(n)).map(n -> map(n, name)).orElse(YamlMap.empty(Place.of(FILE)));
        known(section, keys);
        return section;
    }

    private YamlMap map(YamlNode node, String what) {
        if (node instanceof YamlMap map) {
            return map;
        }
        error(node.place(), what + " must hold keys and values, found " + node.describe(), "");
        return YamlMap.empty(node.place());
    }

    private void known(YamlMap map, List<String> keys) {
        for (YamlMap.Entry entry : map.entries()) {
            if (!keys.contains(entry.key().text())) {
                error(
                        entry.key().place(),
                        "unknown key '" + entry.key().text() + "'",
                        "Keys here are " + String.join(", ", keys));
            }
        }
    }

    private Setting<String> text(YamlMap section, String name, String otherwise) {
        return setting(section, name, (n, t) -> Optional.of(t), otherwise);
    }

    private <T> Setting<T> setting(YamlMap section, String name, Read<T> read, T otherwise) {
        return optional(section, name, read).orElse(new Setting<>(otherwise, "default"));
    }

    /** A flag wins over the environment, which wins over the file. */
    private <T> Optional<Setting<T>> optional(YamlMap section, String name, Read<T> read) {
        String flag = flags.get(name);
        String variable = "SYMPHONY_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
        String fromEnvironment = environment.getOrDefault(variable, "");
        if (flag != null) {
            return written("--" + name.replaceFirst("\\.url$", "").replaceFirst("^worker\\.", ""), flag, read);
        }
        if (!fromEnvironment.isEmpty()) {
            return written(variable, fromEnvironment, read);
        }
        return section.get(name.substring(name.indexOf('.') + 1))
                .filter(n -> !nothing(n))
                .flatMap(n -> read.from(n, scalar(n)).map(v -> new Setting<>(v, source(n))));
    }

    private <T> Optional<Setting<T>> written(String source, String text, Read<T> read) {
        return read.from(new YamlScalar(Place.of(source), text, false), text).map(v -> new Setting<>(v, source));
    }

    private Optional<Integer> whole(YamlNode node, String text) {
        if (text.matches("[0-9]{1,6}")) {
            return Optional.of(Integer.valueOf(text));
        }
        error(node.place(), "must be a whole number, found '" + text + "'", "");
        return Optional.empty();
    }

    private boolean positive(Setting<Integer> setting, String name) {
        if (setting.value() < 1) {
            error(Place.of(setting.source()), name + " must be at least 1", "");
        }
        return setting.value() >= 1;
    }

    private Optional<Duration> duration(YamlNode node, String text) {
        Matcher m = Pattern.compile(DURATION).matcher(text);
        if (!m.matches() || m.group(1).matches("0+")) {
            error(node.place(), "must be a time such as 500ms, 5s, 30m or 2h, found '" + text + "'", "");
            return Optional.empty();
        }
        long n = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(n);
                    case "s" -> Duration.ofSeconds(n);
                    case "m" -> Duration.ofMinutes(n);
                    default -> Duration.ofHours(n);
                });
    }

    /** A scalar's text, with {@code ${NAME}} and {@code ${file:PATH}} filled in: secrets need not stand in the file. */
    private String scalar(YamlNode node) {
        if (!(node instanceof YamlScalar scalar)) {
            error(node.place(), "must be one value, found " + node.describe(), "");
            return "";
        }
        if (!scalar.text().contains("${")) {
            return scalar.text();
        }
        Function<java.util.regex.MatchResult, String> fill = m ->
                Matcher.quoteReplacement(m.group(1) == null ? variable(node, m.group(2)) : content(node, m.group(2)));
        return Pattern.compile(VARIABLE).matcher(scalar.text()).replaceAll(fill);
    }

    private String variable(YamlNode node, String name) {
        String value = environment.get(name);
        if (value == null) {
            error(node.place(), "the environment variable " + name + " is not set", "Set it, or write the value");
            return "";
        }
        return value;
    }

    private String content(YamlNode node, String file) {
        try {
            return Files.readString(directory.resolve(file)).strip();
        } catch (IOException e) {
            error(node.place(), "the file " + file + " cannot be read", "");
            return "";
        }
    }

    private static boolean nothing(YamlNode node) {
        return node instanceof YamlScalar s && s.isNothing();
    }

    private static String source(YamlNode node) {
        return node.place().line() == 0
                ? node.place().file()
                : FILE + ":" + node.place().line();
    }

    private void error(Place place, String message, String remedy) {
        findings.add(Finding.error("configuration", place, message, remedy));
    }

    /** How a setting's text becomes its value; empty where that was a finding. */
    private interface Read<T> {
        Optional<T> from(YamlNode node, String text);
    }
}
