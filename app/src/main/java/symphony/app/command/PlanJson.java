package symphony.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import symphony.core.json.Json;
import symphony.core.plan.Plan;
import symphony.core.plan.PlannedTask;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingsJson;

/** Plans as one line of JSON, written as it is made: a plan may hold a million tasks. */
final class PlanJson {
    private PlanJson() {}

    /** @param findings beside those of the plans */
    static void write(List<Plan> plans, List<Finding> findings, OutputStream target) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        out.write("{\"sessions\":[");
        all(plans.stream(), PlanJson::session, out);
        out.write("],\"tasks\":[");
        all(plans.stream().flatMap(p -> p.tasks().stream().map(t -> task(p, t))), task -> task, out);
        out.write("],\"findings\":[");
        all(
                Stream.concat(findings.stream(), plans.stream().flatMap(p -> p.findings().stream())),
                FindingsJson::of,
                out);
        out.write("]}\n");
        out.flush();
    }

    private static <T> void all(Stream<T> values, Function<T, ObjectNode> json, Writer out) throws IOException {
        Iterator<T> each = values.iterator();
        for (String between = ""; each.hasNext(); between = ",") {
            out.write(between);
            out.write(Json.line(json.apply(each.next())));
        }
    }

    private static ObjectNode session(Plan plan) {
        ObjectNode json =
                Json.object().put("session_name", plan.session().sessionName()).put("expected", plan.expected());
        ObjectNode missing = json.putObject("missing");
        Role.ALL.forEach(r -> missing.put(r.wireName(), plan.missing(r)));
        ObjectNode outdated = json.putObject("outdated");
        Role.ALL.forEach(r -> outdated.put(r.wireName(), plan.outdated(r)));
        return json;
    }

    private static ObjectNode task(Plan plan, PlannedTask task) {
        ObjectNode json = Json.object()
                .put("role", task.role().wireName())
                .put("session_name", plan.session().sessionName());
        task.archive().ifPresent(a -> json.put("archive", a.fileName()));
        if (task.role().isPerPart()) {
            json.put("part", task.parts().get(0).toString());
        }
        return json.put("reason", task.reason().wireName()).put("key", task.key());
    }
}
