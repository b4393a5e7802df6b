package symphony.core.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import symphony.core.yaml.YamlDocument;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlReader;
import symphony.core.yaml.YamlScalar;

/**
 * What a code means.
 *
 * @param means what was found
 * @param later what would have failed later, had it not been found
 * @param mend how to mend it
 */
public record Explanation(String means, String later, String mend) {
    private static final String RESOURCE = "explanations.yaml";

    /** Every code's explanation, in the order of the codes. */
    public static Map<FindingCode, Explanation> all() {
        YamlMap written = read();
        Map<FindingCode, Explanation> all = new LinkedHashMap<>();
        for (FindingCode code : FindingCode.values()) {
            all.put(code, of(code, written));
        }
        return all;
    }

    static Explanation of(FindingCode code) {
        return of(code, read());
    }

    private static Explanation of(FindingCode code, YamlMap written) {
        if (written.get(code.text()).orElse(null) instanceof YamlMap entry) {
            return new Explanation(text(entry, "means"), text(entry, "later"), text(entry, "mend"));
        }
        throw new IllegalStateException(RESOURCE + " does not explain " + code.text());
    }

    private static String text(YamlMap entry, String key) {
        if (entry.get(key).orElse(null) instanceof YamlScalar scalar && !scalar.isNothing()) {
            return scalar.text().strip();
        }
        throw new IllegalStateException(RESOURCE + ": " + entry.place() + " has no '" + key + "'");
    }

    private static YamlMap read() {
        try (InputStream in = Explanation.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not packed with the program");
            }
            YamlDocument document = YamlReader.read(RESOURCE, in.readAllBytes());
            if (document.findings().isEmpty() && document.root().orElse(null) instanceof YamlMap map) {
                return map;
            }
            throw new IllegalStateException(RESOURCE + ": " + document.findings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
