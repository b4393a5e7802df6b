package symphony.core.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.NearName;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlScalar;

/** The keys of one object of a registry file, each read to its type; what does not fit is noted and reading goes on. */
final class FileFields {
    private static final Pattern WHOLE = Pattern.compile("([+-]?[0-9]{1,9})(\\.0*)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

    private final YamlMap map;
    private final String what;
    private final List<Finding> findings;

    private FileFields(YamlMap map, String what, List<Finding> findings) {
        this.map = map;
        this.what = what;
        this.findings = findings;
    }

    /**
     * @param what the object in words, for example {@code a farm}
     * @param known its keys; any other is a finding
     */
    static Optional<FileFields> of(YamlNode node, String what, List<String> known, List<Finding> findings) {
        if (!(node instanceof YamlMap map)) {
            findings.add(FindingCode.WRONG_TYPE.at(
                    node.place(), what + " is keys and values, found " + node.describe(), "write its keys"));
            return Optional.empty();
        }
        for (YamlMap.Entry entry : map.entries()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                findings.add(FindingCode.UNKNOWN_KEY.at(
                        entry.key().place(),
                        "unknown key '" + key + "' in " + what,
                        NearName.question(key, known, "remove it; known are " + String.join(", ", known))));
            }
        }
        return Optional.of(new FileFields(map, what, findings));
    }

    Place place() {
        return map.place();
    }

    /** Where the key's value stands; where the object begins if there is none. */
    Place placeOf(String key) {
        return map.get(key).map(YamlNode::place).orElse(place());
    }

    Optional<YamlNode> node(String key) {
        return map.get(key).filter(n -> !(n instanceof YamlScalar scalar && scalar.isNothing()));
    }

    /** Empty where it is not given. */
    String text(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return "";
        }
        if (node.get() instanceof YamlScalar scalar) {
            return scalar.text().strip();
        }
        wrong(key, "a text", node.get());
        return "";
    }

    /** Empty, and a finding, where it is not given. */
    String required(String key) {
        String text = text(key);
        if (text.isEmpty() && node(key).map(YamlScalar.class::isInstance).orElse(true)) {
            findings.add(FindingCode.MISSING_KEY.at(
                    placeOf(key), what + " has no " + key, "write its " + key + " as '" + key + "'"));
        }
        return text;
    }

    @Nullable
    Integer whole(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return null;
        }
        if (node.get() instanceof YamlScalar scalar) {
            var matcher = WHOLE.matcher(scalar.text().strip());
            if (matcher.matches()) {
                return Integer.valueOf(matcher.group(1));
            }
        }
        wrong(key, "a whole number", node.get());
        return null;
    }

    @Nullable
    Double number(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return null;
        }
        Optional<Double> number = number(node.get());
        if (number.isEmpty()) {
            wrong(key, "a number", node.get());
        }
        return number.orElse(null);
    }

    static Optional<Double> number(YamlNode node) {
        return node instanceof YamlScalar scalar
                        && NUMBER.matcher(scalar.text().strip()).matches()
                ? Optional.of(Double.valueOf(scalar.text().strip())).filter(Double::isFinite)
                : Optional.empty();
    }

    /** Empty where it is not given. */
    List<YamlNode> list(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof YamlList list) {
            return list.items();
        }
        wrong(key, "a list", node.get());
        return List.of();
    }

    /** A list of texts; a single one is a list of one. */
    List<String> texts(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isPresent() && node.get() instanceof YamlScalar scalar) {
            return List.of(scalar.text().strip());
        }
        return list(key).stream()
                .flatMap(item -> {
                    if (item instanceof YamlScalar scalar) {
                        return Stream.of(scalar.text().strip());
                    }
                    wrong(key, "a list of texts", item);
                    return Stream.empty();
                })
                .toList();
    }

    void wrong(String key, String expected, YamlNode found) {
        findings.add(FindingCode.WRONG_TYPE.at(
                found.place(),
                "'" + key + "' of " + what + " must be " + expected + ", found " + found.describe(),
                "write " + expected));
    }

    /** Watches that no text stands twice among siblings. */
    static final class Once {
        private final String what;
        private final List<Finding> findings;
        private final Map<String, Place> seen = new HashMap<>();

        /** @param what for example {@code the farm's name} */
        Once(String what, List<Finding> findings) {
            this.what = what;
            this.findings = findings;
        }

        /** An empty text was not given and may stand often. */
        void see(String text, Place place) {
            Place first = text.isEmpty() ? null : seen.putIfAbsent(text, place);
            if (first != null) {
                findings.add(FindingCode.LISTED_TWICE.at(
                        place,
                        what + " '" + text + "' stands twice, first on line " + first.line(),
                        "remove one of the two, or correct it"));
            }
        }
    }
}
