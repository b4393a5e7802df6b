package symphony.core.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings as GitHub's workflow commands, which its pages show as annotations. Of one step they show ten errors and ten
 * warnings and drop the rest in silence; so where there are more, those of one code are folded into one, and where even
 * the codes are more, the last annotation lists what is left.
 */
public final class FindingsGithub {
    private static final int MOST = 10;
    private static final int LISTED = 30;

    private FindingsGithub() {}

    /** A line a command; empty where there is nothing to tell. */
    public static String of(List<Finding> findings) {
        StringBuilder out = new StringBuilder();
        for (Severity severity : Severity.values()) {
            List<Finding> own =
                    findings.stream().filter(f -> f.severity() == severity).toList();
            folded(own).forEach(group -> out.append(command(severity, group)).append('\n'));
        }
        return out.toString();
    }

    /** At most as many groups as are shown, each of one annotation, every finding in one of them. */
    private static List<List<Finding>> folded(List<Finding> findings) {
        if (findings.size() <= MOST) {
            return findings.stream().map(List::of).toList();
        }
        Map<String, List<Finding>> byCode = findings.stream()
                .collect(Collectors.groupingBy(Finding::code, LinkedHashMap::new, Collectors.toList()));
        List<List<Finding>> groups = new ArrayList<>(byCode.values());
        if (groups.size() > MOST) {
            List<List<Finding>> rest = groups.subList(MOST - 1, groups.size());
            List<Finding> last = rest.stream().flatMap(List::stream).toList();
            groups = new ArrayList<>(groups.subList(0, MOST - 1));
            groups.add(last);
        }
        return groups;
    }

    private static String command(Severity severity, List<Finding> group) {
        Finding first = group.get(0);
        boolean oneCode = group.stream().allMatch(f -> f.code().equals(first.code()));
        StringBuilder properties =
                new StringBuilder("file=" + property(first.place().file()));
        if (first.place().line() > 0) {
            properties.append(",line=").append(first.place().line());
        }
        if (first.place().column() > 0) {
            properties.append(",col=").append(first.place().column());
        }
        String title = group.size() == 1
                ? first.code()
                : oneCode ? first.code() + " (" + group.size() + ")" : group.size() + " more findings";
        properties.append(",title=").append(property(title));
        return "::" + (severity == Severity.ERROR ? "error" : "warning") + " " + properties + "::"
                + data(message(group, oneCode));
    }

    private static String message(List<Finding> group, boolean oneCode) {
        if (group.size() == 1) {
            return text(group.get(0));
        }
        String lines = group.stream()
                .limit(LISTED)
                .map(f -> f.place() + ": " + (oneCode ? "" : f.code() + ": ") + text(f))
                .collect(Collectors.joining("\n"));
        return group.size() > LISTED ? lines + "\n… and " + (group.size() - LISTED) + " more" : lines;
    }

    private static String text(Finding f) {
        return f.remedy().isEmpty() ? f.message() : f.message() + ". Remedy: " + f.remedy();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
