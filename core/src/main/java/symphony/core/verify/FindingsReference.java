package symphony.core.verify;

import java.util.Locale;

/** {@code docs/reference/findings.md}: every code with its explanation. */
public final class FindingsReference {
    private FindingsReference() {}

    public static String markdown() {
        StringBuilder out = new StringBuilder(
                """
                # Findings

                What `symphony verify`, `init`, `repair` and `registry` can find. An error stops the session it concerns; a
                warning is worth knowing. `symphony verify --explain CODE` prints the same.

                This file is generated from `core/src/main/resources/symphony/core/verify/explanations.yaml`.
                """);
        Explanation.all().forEach((code, e) -> out.append("\n## ")
                .append(code.text())
                .append("\n*")
                .append(code.severity().name().toLowerCase(Locale.ROOT))
                .append(".* ")
                .append(e.means())
                .append("\n\n**Later:** ")
                .append(e.later())
                .append("\n\n**To mend:** ")
                .append(e.mend())
                .append('\n'));
        return out.toString();
    }
}
