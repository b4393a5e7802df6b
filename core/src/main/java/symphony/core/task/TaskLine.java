package symphony.core.task;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;

/**
 * A task as its line of JSON, the same that {@link Task#toJson} gives as a tree, but written at once: a session may have a
 * million of them.
 */
final class TaskLine {
    private static final int USUAL_CHARS = 768;

    private TaskLine() {}

    static String of(Task task) {
        StringWriter line = new StringWriter(USUAL_CHARS);
        try (JsonGenerator json = Json.generator(line)) {
            json.writeStartObject();
            json.writeStringField("role", task.role().wireName());
            json.writeStringField("session_name", task.sessionName());
            json.writeStringField("client_name", task.clientName());
            json.writeStringField("clientid", task.clientId());
            json.writeStringField("farm_name", task.farmName());
            json.writeStringField("farmid", task.farmId());
            json.writeStringField("block_name", task.blockName());
            json.writeStringField("blockid", task.blockId());
            write(json, "scanids", task.scanIds());
            json.writeNumberField("test", task.test() ? 1 : 0);
            json.writeNumberField("num_retries", task.numRetries());
            json.writeArrayFieldStart("tarfiles");
            for (ArchiveName archive : task.archives()) {
                json.writeString(archive.fileName());
            }
            json.writeEndArray();
            if (task.role().isPerPart()) {
                json.writeArrayFieldStart("part");
                for (PartName part : task.parts()) {
                    json.writeString(part.toString());
                }
                json.writeEndArray();
            }
            writeParams(json, task);
            if (task.run() > 0) {
                json.writeNumberField("run", task.run());
            }
            writeAll(json, task.unknown());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can always be written", e);
        }
        return line.toString();
    }

    private static void writeParams(JsonGenerator json, Task task) throws IOException {
        json.writeObjectFieldStart("detection_params");
        writeAll(json, task.detectionParams());
        if (task.role().isPerPart()) {
            List<String> zips = new ArrayList<>(task.parts().size());
            task.parts().forEach(part -> zips.add(StorageKeys.framesFile(part)));
            write(json, "folders", zips);
            write(json, "result", zips);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeAll(JsonGenerator json, Map<String, JsonNode> fields) throws IOException {
        for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            json.writeTree(field.getValue());
        }
    }
}
