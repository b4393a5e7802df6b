package symphony.app.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import symphony.core.verify.Finding;

/** What was seen of one subject, in the order it was looked at, and what is wrong with it. */
public final class Diagnosis {
    private final String subject;
    private final Map<String, Object> seen = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Diagnosis(String subject) {
        this.subject = subject;
    }

    /** @param value a text, a whole number, or a decimal */
    void saw(String what, Object value) {
        seen.put(what, value);
    }

    void found(Finding finding) {
        findings.add(finding);
    }

    /** For example {@code redis}. */
    public String subject() {
        return subject;
    }

    public Map<String, Object> seen() {
        return Collections.unmodifiableMap(seen);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
