package symphony.app.config;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlScalar;

/**
 * Reads single values of a configuration, with flags and environment laid over the file; what cannot be understood is a
 * finding, and all of them are kept.
 */
final class ConfigurationValues {
    static final String FILE = "symphony.yaml";
    // Compiled where used: most configurations hold none, and they take a short command 5 ms.
    private static final String DURATION = "([0-9]{1,9})(ms|s|m|h)";
    private static final String BYTES = "([0-9]{1,9})([KMGT])(i?)B";
    private static final String VARIABLE = "\\$\\{(file:)?([^}]+)}";

    private final Path directory;
    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final List<Finding> findings;
    private final Set<String> variablesRead = new HashSet<>();

    ConfigurationValues(
            Path directory, Map<String, String> flags, Map<String, String> environment, List<Finding> findings) {
        this.directory = directory;
        this.flags = flags;
        this.environment = environment;
        this.findings = findings;
    }

    /** How a setting's node becomes its value; empty where that was a finding. */
    interface Read<T> {
        Optional<T> from(YamlNode node);
    }

    YamlMap section(YamlMap root, String name, List<String> keys) {
        YamlMap section =
                root.get(name).filter(n -> !nothing(n)).map(n -> map(n, name)).orElse(YamlMap.empty(Place.of(FILE)));
        known(section, keys);
        return section;
    }

    YamlMap map(YamlNode node, String what) {
        if (node instanceof YamlMap map) {
            return map;
        }
        error(node.place(), what + " must hold keys and values, found " + node.describe(), "");
        return YamlMap.empty(node.place());
    }

    void known(YamlMap map, List<String> keys) {
        for (YamlMap.Entry entry : map.entries()) {
            if (!keys.contains(entry.key().text())) {
                error(
                        entry.key().place(),
                        "unknown key '" + entry.key().text() + "'",
                        "Keys here are " + String.join(", ", keys));
            }
        }
    }

    <T> Setting<T> setting(YamlMap section, String name, Read<T> read, T otherwise) {
        return optional(section, name, read).orElse(new Setting<>(otherwise, Setting.DEFAULT));
    }

    /** A flag wins over the environment, which wins over the file. */
    <T> Optional<Setting<T>> optional(YamlMap section, String name, Read<T> read) {
        String flag = flags.get(name);
        String variable = "SYMPHONY_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
        String fromEnvironment = environment.getOrDefault(variable, "");
        if (flag != null) {
            return written("--" + name.replaceFirst("\\.url$", "").replaceFirst("^worker\\.", ""), flag, read);
        }
        if (!fromEnvironment.isEmpty()) {
            return written(variable, fromEnvironment, read);
        }
        return section.get(name.substring(name.indexOf('.') + 1))
                .filter(n -> !nothing(n))
                .flatMap(n -> read.from(n).map(v -> new Setting<>(v, source(n))));
    }

    private <T> Optional<Setting<T>> written(String source, String text, Read<T> read) {
        return read.from(new YamlScalar(Place.of(source), text, false)).map(v -> new Setting<>(v, source));
    }

    /** A key that neither flags nor the environment know. */
    <T> T inFile(YamlMap map, String key, Read<T> read, T otherwise) {
        return map.get(key).filter(n -> !nothing(n)).flatMap(read::from).orElse(otherwise);
    }

    Optional<String> text(YamlNode node) {
        return Optional.of(scalar(node));
    }

    /** A path, relative to the workspace. */
    Optional<Path> file(YamlNode node) {
        String text = scalar(node);
        try {
            return Optional.of(directory.resolve(text)).filter(p -> !text.isEmpty());
        } catch (InvalidPathException e) {
            error(node.place(), "must be a file's path, found '" + text + "'", "");
            return Optional.empty();
        }
    }

    /** A value, or a list of them joined by commas. */
    Optional<String> texts(YamlNode node) {
        return Optional.of(
                node instanceof YamlList list
                        ? list.items().stream().map(this::scalar).collect(Collectors.joining(","))
                        : scalar(node));
    }

    Optional<Integer> whole(YamlNode node) {
        String text = scalar(node);
        if (text.matches("[0-9]{1,6}")) {
            return Optional.of(Integer.valueOf(text));
        }
        error(node.place(), "must be a whole number, found '" + text + "'", "");
        return Optional.empty();
    }

    Optional<Boolean> yesOrNo(YamlNode node) {
        String text = scalar(node).toLowerCase(Locale.ROOT);
        if (List.of("true", "yes", "on", "1").contains(text)) {
            return Optional.of(true);
        }
        if (List.of("false", "no", "off", "0").contains(text)) {
            return Optional.of(false);
        }
        error(node.place(), "must be true or false, found '" + text + "'", "");
        return Optional.empty();
    }

    /** A time longer than nothing. */
    Optional<Duration> duration(YamlNode node) {
        String text = scalar(node);
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

    /** A number of bytes: {@code KB} to {@code TB} are powers of 1000, {@code KiB} to {@code TiB} of 1024. */
    Optional<Long> bytes(YamlNode node) {
        String text = scalar(node);
        Matcher m = Pattern.compile(BYTES).matcher(text);
        if (!m.matches() || m.group(1).matches("0+")) {
            error(node.place(), "must be a size such as 500MB, 20GB or 4GiB, found '" + text + "'", "");
            return Optional.empty();
        }
        long factor = m.group(3).isEmpty() ? 1000 : 1024;
        BigInteger bytes =
                BigInteger.valueOf(factor).pow(1 + "KMGT".indexOf(m.group(2))).multiply(new BigInteger(m.group(1)));
        if (bytes.bitLength() >= Long.SIZE) {
            error(node.place(), "must be less than 8 EiB, found '" + text + "'", "");
            return Optional.empty();
        }
        return Optional.of(bytes.longValueExact());
    }

    /** A scalar's text, with {@code ${NAME}} and {@code ${file:PATH}} filled in: secrets need not stand in the file. */
    String scalar(YamlNode node) {
        if (!(node instanceof YamlScalar scalar)) {
            error(node.place(), "must be one value, found " + node.describe(), "");
            return "";
        }
        if (!scalar.text().contains("${")) {
            return scalar.text();
        }
        Function<MatchResult, String> fill = m ->
                Matcher.quoteReplacement(m.group(1) == null ? variable(node, m.group(2)) : content(node, m.group(2)));
        return Pattern.compile(VARIABLE).matcher(scalar.text()).replaceAll(fill);
    }

    /** The names that were filled in up to now. */
    Set<String> variablesRead() {
        return variablesRead;
    }

    private String variable(YamlNode node, String name) {
        variablesRead.add(name);
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

    static boolean nothing(YamlNode node) {
        return node instanceof YamlScalar s && s.isNothing();
    }

    static String source(YamlNode node) {
        return node.place().line() == 0
                ? node.place().file()
                : FILE + ":" + node.place().line();
    }

    void error(Place place, String message, String remedy) {
        findings.add(Finding.error("configuration", place, message, remedy));
    }
}
