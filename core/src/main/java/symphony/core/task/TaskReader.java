package symphony.core.task;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * One object of a task's line, read in one pass. Texts and lists of texts, as nearly all is, are taken as they stand; a tree is
 * made of the rest alone, for {@link Fields} to judge, and of what means nothing to us.
 */
final class TaskReader {
    private enum Kind {
        TEXT,
        /** A single text is a list of one. */
        TEXTS,
        JUDGED,
        PARAMS
    }

    private static final String PARAMS = "detection_params";

    private static final Map<String, Kind> OF_TASK = Map.ofEntries(
            Map.entry("role", Kind.TEXT),
            Map.entry("session_name", Kind.TEXT),
            Map.entry("client_name", Kind.TEXT),
            Map.entry("clientid", Kind.TEXT),
            Map.entry("farm_name", Kind.TEXT),
            Map.entry("farmid", Kind.TEXT),
            Map.entry("block_name", Kind.TEXT),
            Map.entry("blockid", Kind.TEXT),
            Map.entry("scanids", Kind.TEXTS),
            Map.entry("test", Kind.JUDGED),
            Map.entry("num_retries", Kind.JUDGED),
            Map.entry("tarfiles", Kind.TEXTS),
            Map.entry(PARAMS, Kind.PARAMS),
            Map.entry("part", Kind.TEXTS),
            Map.entry("run", Kind.JUDGED));

    /** What {@code detection_params} says again of a task's parts. */
    private static final Map<String, Kind> OF_PARAMS = Map.of("folders", Kind.TEXTS, "result", Kind.TEXTS);

    private final Map<String, Kind> kinds;
    private final Map<String, String> single = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, JsonNode> unknown = new LinkedHashMap<>();
    private final ObjectNode others = Json.object();
    private final Fields judged;
    private Optional<TaskReader> params = Optional.empty();

    private TaskReader(Map<String, Kind> kinds, String where) {
        this.kinds = kinds;
        this.judged = Fields.of(others, where);
    }

    /** @throws MalformedJson where the line is no JSON object */
    static TaskReader of(String line) {
        TaskReader task = new TaskReader(OF_TASK, "task");
        boolean isObject = Json.read(line, parser -> {
            boolean begins = parser.currentToken() == JsonToken.START_OBJECT;
            if (begins) {
                task.takeAll(parser);
            } else {
                parser.skipChildren();
            }
            return begins;
        });
        if (!isObject) {
            Fields.of(Json.parse(line), "task");
        }
        return task;
    }

    /** For what is no plain text. */
    Fields judged() {
        return judged;
    }

    /** Those that mean nothing to us, as they are. */
    Map<String, JsonNode> unknown() {
        return unknown;
    }

    /** @throws MalformedJson where there are such and they are no object */
    TaskReader params() {
        judged.object(PARAMS);
        return params.orElseGet(() -> new TaskReader(OF_PARAMS, "task: " + PARAMS));
    }

    /** As {@link Fields#text(String)}; so are the others. */
    String text(String field) {
        String text = single.get(field);
        return text == null || text.isEmpty() ? judged.text(field) : text;
    }

    String text(String field, String otherwise) {
        String text = single.get(field);
        return text == null ? judged.text(field, otherwise) : text;
    }

    List<String> texts(String field) {
        List<String> list = lists.get(field);
        return list == null ? judged.texts(field) : list;
    }

    private void takeAll(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Kind kind = kinds.get(name);
            if (kind == null) {
                unknown.put(name, Json.tree(parser));
            } else if (kind == Kind.TEXT && token == JsonToken.VALUE_STRING) {
                single.put(name, parser.getText());
            } else if (kind == Kind.TEXTS && token == JsonToken.VALUE_STRING) {
                lists.put(name, List.of(parser.getText()));
            } else if (kind == Kind.TEXTS && token == JsonToken.START_ARRAY) {
                takeTexts(name, parser);
            } else if (kind == Kind.PARAMS && token == JsonToken.START_OBJECT) {
                TaskReader inner = new TaskReader(OF_PARAMS, "task: " + PARAMS);
                inner.takeAll(parser);
                params = Optional.of(inner);
            } else {
                others.set(name, Json.tree(parser));
            }
        }
    }

    private void takeTexts(String name, JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>(2);
        JsonToken token = parser.nextToken();
        for (; token == JsonToken.VALUE_STRING; token = parser.nextToken()) {
            texts.add(parser.getText());
        }
        if (token == JsonToken.END_ARRAY) {
            lists.put(name, List.copyOf(texts));
            return;
        }
        ArrayNode mixed = Json.array(texts);
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            mixed.add(Json.tree(parser));
        }
        others.set(name, mixed);
    }
}
