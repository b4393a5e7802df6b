package symphony.core.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import symphony.core.json.Json;

/** Findings for scripts, as {@code verify --json} and the registry commands answer. */
public final class FindingsJson {
    private FindingsJson() {}

    /** {@code {"findings":[…],"errors":N,"warnings":N}}. */
    public static ObjectNode of(List<Finding> findings) {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("findings");
        findings.forEach(f -> array.add(of(f)));
        long errors = findings.stream().filter(Finding::isError).count();
        json.put("errors", errors);
        json.put("warnings", findings.size() - errors);
        return json;
    }

    /** One finding; line and column are 0 where there is none. */
    public static ObjectNode of(Finding finding) {
        ObjectNode json = Json.object();
        json.put("severity", finding.isError() ? "error" : "warning");
        json.put("code", finding.code());
        json.put("file", finding.place().file());
        json.put("line", finding.place().line());
        json.put("column", finding.place().column());
        json.put("message", finding.message());
        json.put("remedy", finding.remedy());
        return json;
    }
}
