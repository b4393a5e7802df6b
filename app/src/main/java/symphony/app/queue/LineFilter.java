package symphony.app.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.app.UserError;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * Chooses task lines by a field: {@code block_name=12D}, {@code scanids=2017-06-30*}, {@code detection_params.model!=v2}.
 * The value may be a glob. Of a list one element that matches is enough. A line that is no JSON is never chosen.
 */
public final class LineFilter implements Predicate<String> {
    private static final Pattern FORM = Pattern.compile("([^=!]+?)(!?=)(.*)", Pattern.DOTALL);

    private final List<String> path;
    private final Glob value;
    private final boolean wanted;

    private LineFilter(List<String> path, Glob value, boolean wanted) {
        this.path = path;
        this.value = value;
        this.wanted = wanted;
    }

    /** All of them have to hold; none at all choose every line. */
    public static Predicate<String> all(List<String> conditions) {
        Predicate<String> all = line -> true;
        for (String condition : conditions) {
            all = all.and(parse(condition));
        }
        return all;
    }

    private static LineFilter parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw UserError.usage("--where: '" + text + "' is no condition; one is block_name=12D or part=*row7-*");
        }
        return new LineFilter(
                List.of(m.group(1).strip().split("\\.")),
                new Glob(m.group(3)),
                m.group(2).equals("="));
    }

    @Override
    public boolean test(String line) {
        try {
            JsonNode node = Json.parse(line);
            for (String step : path) {
                node = node.path(step);
            }
            return texts(node).stream().anyMatch(value::matches) == wanted;
        } catch (MalformedJson e) {
            return false;
        }
    }

    private static List<String> texts(JsonNode node) {
        if (!node.isArray()) {
            return node.isMissingNode() || node.isNull() ? List.of("") : List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
