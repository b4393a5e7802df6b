package symphony.core.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.NearName;
import symphony.core.verify.Place;
import symphony.core.yaml.YamlJson;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;
import symphony.core.yaml.YamlScalar;

/** The keys of one task file, each read to its type; what does not fit is noted and reading goes on. */
final class TaskFileKeys {
    private final String path;
    private final YamlMap map;
    private final List<Finding> findings;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> nearMisses = new HashSet<>();
    private boolean complete = true;

    TaskFileKeys(String path, YamlMap map, List<Finding> before) {
        this.path = path;
        this.map = map;
        this.findings = new ArrayList<>(before);
    }

    TaskFileReader.Result result(String defaultSessionSuffix) {
        for (YamlMap.Entry entry : map.entries()) {
            String key = entry.key().text();
            if (TaskFileKey.parse(key).isPresent()) {
                places.put(key, entry.value().place());
            } else {
                unknown(entry.key());
            }
        }
        String client = required("client_name");
        String farm = required("farm_name");
        String block = required("block_name");
        String session = session(block, defaultSessionSuffix);
        List<String> include = scans("include_scans");
        List<String> exclude = scans("exclude_scans");
        bothWays(include, exclude);
        TaskFile file = new TaskFile(
                path,
                client,
                farm,
                block,
                session,
                test(),
                include,
                exclude,
                role(),
                text("clientid").orElse(""),
                detectionParams(),
                priority(),
                text("notify").orElse(""),
                places);
        return new TaskFileReader.Result(path, complete ? Optional.of(file) : Optional.empty(), findings);
    }

    private void unknown(YamlScalar key) {
        Optional<String> near = NearName.of(key.text(), TaskFileKey.texts());
        near.ifPresent(nearMisses::add);
        findings.add(FindingCode.UNKNOWN_KEY.at(
                key.place(),
                "unknown key " + key.describe(),
                near.map(n -> "did you mean '" + n + "'?")
                        .orElse("remove it; known are " + String.join(", ", TaskFileKey.texts()))));
    }

    private String required(String key) {
        Optional<YamlNode> node = map.get(key);
        if (node.isEmpty()) {
            complete = false;
            // the misspelt key was told already
            if (!nearMisses.contains(key)) {
                findings.add(FindingCode.MISSING_KEY.at(
                        Place.of(path), "key '" + key + "' is missing", "add a line '" + key + ": …'"));
            }
            return "";
        }
        Optional<String> text = text(key);
        complete &= text.isPresent();
        if (text.isEmpty() && node.get() instanceof YamlScalar) {
            findings.add(FindingCode.MISSING_KEY.at(
                    node.get().place(), "key '" + key + "' has no value", "write the name behind the colon"));
        }
        return text.orElse("");
    }

    private String session(String block, String suffix) {
        Optional<String> given = text("session_name");
        complete &= given.isPresent()
                || map.get("session_name")
                        .filter(n -> !(n instanceof YamlScalar))
                        .isEmpty();
        String name = given.orElse(block + suffix);
        if (!block.isEmpty() || given.isPresent()) {
            Place place = places.getOrDefault(given.isPresent() ? "session_name" : "block_name", Place.of(path));
            SessionName.problem(name)
                    .ifPresent(problem -> findings.add(FindingCode.SESSION_NAME_UNUSABLE.at(
                            place,
                            "the session name '" + name + "' " + problem,
                            "give a session_name that can be a folder and a queue, for example 'nov6-17a'")));
        }
        return name;
    }

    private boolean test() {
        Optional<String> written = text("test");
        if (written.isEmpty()) {
            return false;
        }
        String word = written.get().toLowerCase(Locale.ROOT);
        if (!TaskFileKey.YES.contains(word) && !TaskFileKey.NO.contains(word)) {
            wrong("test", "true or false", "'" + written.get() + "'");
        }
        return TaskFileKey.YES.contains(word);
    }

    private Role role() {
        Optional<String> written = text("role");
        if (written.isEmpty()) {
            return Role.RVM;
        }
        Optional<Role> role = Role.parse(written.get());
        if (role.isEmpty()) {
            List<String> names = Role.ALL.stream().map(Role::wireName).toList();
            findings.add(FindingCode.ROLE_UNKNOWN.at(
                    places.getOrDefault("role", Place.of(path)),
                    "'" + written.get() + "' is no role",
                    NearName.question(written.get(), names, "the roles are " + String.join(", ", names))));
        }
        return role.orElse(Role.RVM);
    }

    private int priority() {
        Optional<String> written = text("priority");
        if (written.isEmpty()) {
            return 1;
        }
        if (written.get().matches("[1-9][0-9]{0,3}")
                && Integer.parseInt(written.get()) <= TaskFileKey.HIGHEST_PRIORITY) {
            return Integer.parseInt(written.get());
        }
        wrong("priority", "a whole number from 1 to " + TaskFileKey.HIGHEST_PRIORITY, "'" + written.get() + "'");
        return 1;
    }

    private Map<String, JsonNode> detectionParams() {
        Map<String, JsonNode> params = new LinkedHashMap<>();
        YamlNode node = map.get("detection_params").orElse(null);
        if (node instanceof YamlMap free) {
            free.entries().forEach(e -> {
                params.put(e.key().text(), YamlJson.of(e.value()));
                places.put("detection_params." + e.key().text(), e.value().place());
            });
        } else if (node != null && !(node instanceof YamlScalar scalar && scalar.isNothing())) {
            wrong("detection_params", "keys and values", node.describe());
        }
        return params;
    }

    private List<String> scans(String key) {
        YamlNode node = map.get(key).orElse(null);
        if (node == null || (node instanceof YamlScalar scalar && scalar.isNothing())) {
            return List.of();
        }
        List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
        List<String> scans = new ArrayList<>();
        for (YamlNode item : items) {
            if (!(item instanceof YamlScalar scan) || scan.isNothing()) {
                complete = false;
                findings.add(FindingCode.WRONG_TYPE.at(
                        item.place(),
                        "'" + key + "' takes a scan or a list of scans, found " + item.describe(),
                        "write it like [2017-08-30_13-17, 2017-08-30_14-11], or leave it empty for all scans"));
            } else if (scans.contains(scan.text())) {
                findings.add(FindingCode.SCAN_LISTED_TWICE.at(
                        scan.place(), "scan " + scan.text() + " stands twice in '" + key + "'", "keep one of the two"));
            } else {
                places.put(key + "[" + scans.size() + "]", scan.place());
                scans.add(scan.text());
            }
        }
        return scans;
    }

    private void bothWays(List<String> include, List<String> exclude) {
        for (int i = 0; i < exclude.size(); i++) {
            if (include.contains(exclude.get(i))) {
                findings.add(FindingCode.SCAN_INCLUDED_AND_EXCLUDED.at(
                        places.getOrDefault("exclude_scans[" + i + "]", Place.of(path)),
                        "scan " + exclude.get(i) + " is both included and excluded",
                        "remove it from one of include_scans and exclude_scans"));
            }
        }
    }

    /** The text of a key that takes one; empty where nothing is written, or something that is no text. */
    private Optional<String> text(String key) {
        Optional<YamlNode> node = map.get(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlScalar scalar) {
            return scalar.isNothing() || scalar.text().isBlank()
                    ? Optional.empty()
                    : Optional.of(scalar.text().strip());
        }
        wrong(key, "a single value", node.get().describe());
        return Optional.empty();
    }

    private void wrong(String key, String expected, String found) {
        findings.add(FindingCode.WRONG_TYPE.at(
                places.getOrDefault(key, Place.of(path)),
                "'" + key + "' takes " + expected + ", found " + found,
                "write " + expected + " behind '" + key + ":'"));
    }
}
