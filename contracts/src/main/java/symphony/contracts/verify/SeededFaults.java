package symphony.contracts.verify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import symphony.core.verify.Explanation;
import symphony.core.verify.FindingCode;

/** The catalogue of faults that the verification is held to, each a small change to a good workspace. */
public final class SeededFaults {
    private SeededFaults() {}

    /** All of them. */
    public static List<SeededFault> all() {
        return Stream.of(TaskFileFaults.all(), RegistryFaults.all(), StorageFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The catalogue as a page. */
    public static String markdown() {
        Map<FindingCode, Explanation> explanations = Explanation.all();
        StringBuilder page = new StringBuilder(
                """
                # Seeded faults

                Each of these small changes to a good workspace raises its code, and no other: tests make them one by one, and
                then in vineyards made at random. This page is generated from the catalogue that the tests use.

                | change | found as | without the check |
                | --- | --- | --- |
                """);
        for (SeededFault fault : all()) {
            Explanation e = explanations.get(fault.code());
            page.append("| ")
                    .append(fault.what())
                    .append(
                            switch (fault.rules()) {
                                case TASK_FILES -> "";
                                case DEEP -> " (`--deep`)";
                                case REGISTRY -> " (`registry check`)";
                            })
                    .append(" | ")
                    .append(fault.code().severity().name().toLowerCase(Locale.ROOT))
                    .append(" [")
                    .append(fault.code().text())
                    .append("](findings.md#")
                    .append(fault.code().text())
                    .append(") | ")
                    .append(e == null ? "" : e.later())
                    .append(" |\n");
        }
        return page.toString();
    }
}
