package symphony.core.task;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;

/**
 * A task as its line of JSON, what {@link Task#toJson} gives as a tree, but written at once: a session may have a million of
 * them.
 */
final class TaskLine {
    private static final int USUAL_CHARS = 768;

    private final StringBuilder line = new StringBuilder(USUAL_CHARS);

    private TaskLine() {}

    static String of(Task task) {
        TaskLine out = new TaskLine();
        out.line.append('{');
        out.text("\"role\":", task.role().wireName());
        out.text(",\"session_name\":", task.sessionName());
        out.text(",\"client_name\":", task.clientName());
        out.text(",\"clientid\":", task.clientId());
        out.text(",\"farm_name\":", task.farmName());
        out.text(",\"farmid\":", task.farmId());
        out.text(",\"block_name\":", task.blockName());
        out.text(",\"blockid\":", task.blockId());
        out.texts(",\"scanids\":", task.scanIds());
        out.number(",\"test\":", task.test() ? 1 : 0);
        out.number(",\"num_retries\":", task.numRetries());
        List<String> archives = new ArrayList<>(task.archives().size());
        for (ArchiveName archive : task.archives()) {
            archives.add(archive.fileName());
        }
        out.texts(",\"tarfiles\":", archives);
        if (task.role().isPerPart()) {
            List<String> parts = new ArrayList<>(task.parts().size());
            for (PartName part : task.parts()) {
                parts.add(part.toString());
            }
            out.texts(",\"part\":", parts);
        }
        out.params(task);
        if (task.run() > 0) {
            out.number(",\"run\":", task.run());
        }
        out.all(task.unknown(), ",");
        return out.line.append('}').toString();
    }

    private void params(Task task) {
        line.append(",\"detection_params\":{");
        all(task.detectionParams(), "");
        if (task.role().isPerPart()) {
            List<String> zips = new ArrayList<>(task.parts().size());
            for (PartName part : task.parts()) {
                zips.add(StorageKeys.framesFile(part));
            }
            texts(task.detectionParams().isEmpty() ? "\"folders\":" : ",\"folders\":", zips);
            texts(",\"result\":", zips);
        }
        line.append('}');
    }

    private void text(String field, String text) {
        line.append(field);
        quote(text);
    }

    private void number(String field, int number) {
        line.append(field).append(number);
    }

    private void texts(String field, List<String> texts) {
        line.append(field).append('[');
        String comma = "";
        for (String text : texts) {
            line.append(comma);
            quote(text);
            comma = ",";
        }
        line.append(']');
    }

    /** @param before what stands before the first of them */
    private void all(Map<String, JsonNode> fields, String before) {
        String comma = before;
        for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
            line.append(comma);
            quote(field.getKey());
            line.append(':');
            value(field.getValue());
            comma = ",";
        }
    }

    private void value(JsonNode value) {
        if (value.isTextual()) {
            quote(value.textValue());
        } else if (value.isIntegralNumber() || value.isBoolean()) {
            line.append(value.asText());
        } else {
            line.append(Json.line(value));
        }
    }

    private void quote(String text) {
        line.append('"');
        if (isPlain(text)) {
            line.append(text); // at once: an encoder goes by characters
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, line);
        }
        line.append('"');
    }

    /** Whether it stands in JSON as it is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
