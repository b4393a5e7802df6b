package symphony.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.RecordName;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.task.Role;

/**
 * The content of a record: who made an artifact, of what, with what, when.
 *
 * @param artifact its key relative to the session root
 * @param inputs everything the program was given, {@code context/} too; of a very large summary see {@code Inventory.named}
 * @param program the name it gave itself in {@code stage.json}, else its command's file name
 * @param version what it gave itself in {@code stage.json}, else empty
 * @param command as it was run
 * @param processDigest of a summary: {@code Inventory.processDigest} of what it was made from; else empty
 * @param parameters the task's {@code detection_params}
 * @param task the task's identity
 * @param log key of the program's log, or empty
 * @param started when the program was started, ISO 8601 in UTC, on the worker's clock
 * @param finished when it had ended
 */
public record Provenance(
        String artifact,
        Checksum checksum,
        int run,
        Role role,
        List<Source> inputs,
        String processDigest,
        String program,
        String version,
        List<String> command,
        Map<String, JsonNode> parameters,
        String task,
        String worker,
        String host,
        String log,
        String started,
        String finished) {

    /** @param name the key relative to the session root; for what lies outside of it, the key in the store */
    public record Source(String name, Checksum checksum) {}

    public Provenance {
        inputs = List.copyOf(inputs);
        command = List.copyOf(command);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public RecordName recordName() {
        return new RecordName(
                artifact,
                run,
                checksum.size(),
                checksum.sha256(),
                Recipe.of(this).digest());
    }

    public String format() {
        ObjectNode json = Json.object();
        json.put("artifact", artifact);
        json.put("size", checksum.size()).put("sha256", checksum.sha256());
        json.put("run", run).put("role", role.wireName());
        for (Source s : inputs) {
            json.withArray("inputs")
                    .addObject()
                    .put("name", s.name())
                    .put("size", s.checksum().size())
                    .put("sha256", s.checksum().sha256());
        }
        if (!processDigest.isEmpty()) {
            json.put("process_digest", processDigest);
        }
        json.put("program", program).put("version", version);
        json.set("command", Json.array(command));
        ObjectNode params = json.putObject("parameters");
        parameters.forEach(params::set);
        json.put("task", task).put("worker", worker).put("host", host).put("log", log);
        json.put("started", started).put("finished", finished);
        return Json.pretty(json);
    }

    /** @throws MalformedJson naming the field */
    public static Provenance parse(String text) {
        Fields f = Fields.of(Json.parse(text), "record");
        Map<String, JsonNode> params = new LinkedHashMap<>();
        f.object("parameters").ifPresent(p -> p.properties().forEach(e -> params.put(e.getKey(), e.getValue())));
        return new Provenance(
                f.text("artifact"),
                checksum(f),
                f.optionalInt("run").orElse(0),
                Role.parse(f.text("role")).orElseThrow(() -> new MalformedJson("record: 'role' is no role")),
                f.objects("inputs").stream()
                        .map(s -> new Source(s.text("name"), checksum(s)))
                        .toList(),
                f.text("process_digest", ""),
                f.text("program", ""),
                f.text("version", ""),
                f.texts("command"),
                params,
                f.text("task", ""),
                f.text("worker", ""),
                f.text("host", ""),
                f.text("log", ""),
                f.text("started", ""),
                f.text("finished", ""));
    }

    private static Checksum checksum(Fields f) {
        try {
            return new Checksum(Long.parseLong(f.text("size")), f.text("sha256"));
        } catch (NumberFormatException e) {
            throw new MalformedJson(f.where() + ": 'size' must be a number of bytes");
        }
    }
}
