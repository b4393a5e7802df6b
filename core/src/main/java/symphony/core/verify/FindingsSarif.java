package symphony.core.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import symphony.core.json.Json;

/**
 * Findings as a SARIF 2.1.0 log (OASIS standard), which code-scanning pages and editors read. A place in a task file is
 * relative to the checkout, one in storage to the storage, and one in the registry is a name in it.
 */
public final class FindingsSarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String CHECKOUT = "%SRCROOT%";
    private static final String STORAGE = "STORAGE";
    private static final String REGISTRY = "registry:";

    private FindingsSarif() {}

    /** @param files what was verified; places in other files are keys of the storage, or names in the registry */
    public static ObjectNode of(List<Finding> findings, Set<String> files) {
        Map<String, Explanation> explanations = new LinkedHashMap<>();
        Explanation.all().forEach((code, e) -> explanations.put(code.text(), e));
        List<String> codes =
                new ArrayList<>(findings.stream().map(Finding::code).distinct().toList());
        ObjectNode log = Json.object().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "symphony verify");
        ArrayNode rules = driver.putArray("rules");
        codes.forEach(code -> rules.add(rule(code, Optional.ofNullable(explanations.get(code)))));
        run.putObject("originalUriBaseIds")
                .putObject(STORAGE)
                .putObject("description")
                .put("text", "The workspace's storage");
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        findings.forEach(f -> results.add(result(f, codes.indexOf(f.code()), files)));
        return log;
    }

    private static ObjectNode rule(String code, Optional<Explanation> explanation) {
        ObjectNode rule = Json.object().put("id", code);
        explanation.ifPresent(e -> {
            rule.putObject("shortDescription").put("text", e.means());
            rule.putObject("fullDescription").put("text", e.means() + " Later: " + e.later());
            rule.putObject("help").put("text", e.mend());
        });
        FindingCode.parse(code)
                .ifPresent(c -> rule.putObject("defaultConfiguration").put("level", level(c.severity())));
        return rule;
    }

    private static ObjectNode result(Finding f, int rule, Set<String> files) {
        ObjectNode result =
                Json.object().put("ruleId", f.code()).put("ruleIndex", rule).put("level", level(f.severity()));
        result.putObject("message").put("text", f.remedy().isEmpty() ? f.message() : f.message() + ". " + f.remedy());
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        String file = f.place().file();
        ObjectNode artifact = physical.putObject("artifactLocation");
        if (file.startsWith(REGISTRY)) {
            String name = file.substring(REGISTRY.length());
            artifact.put("uri", REGISTRY + uri(name));
            location.putArray("logicalLocations").addObject().put("fullyQualifiedName", name);
        } else {
            artifact.put("uri", uri(file)).put("uriBaseId", files.contains(file) ? CHECKOUT : STORAGE);
        }
        if (f.place().line() > 0) {
            ObjectNode region =
                    physical.putObject("region").put("startLine", f.place().line());
            if (f.place().column() > 0) {
                region.put("startColumn", f.place().column());
            }
        }
        return result;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
        };
    }

    /** RFC 3986: what is neither unreserved nor a slash is percent-encoded. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
            }
        }
        return uri.toString();
    }
}
