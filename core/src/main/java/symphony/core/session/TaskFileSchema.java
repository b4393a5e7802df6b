package symphony.core.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.task.Role;

/**
 * The JSON Schema (draft 7, which editors know best) of a task file, so that they complete and check it. It is never
 * stricter than the reader: what the reader takes, it takes.
 */
public final class TaskFileSchema {
    private TaskFileSchema() {}

    public static ObjectNode json() {
        ObjectNode schema = Json.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", "Symphony task file")
                .put("description", "One session: one analysis of one block's scans.")
                .put("type", "object")
                .put("additionalProperties", false);
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (TaskFileKey key : TaskFileKey.values()) {
            ObjectNode property = Json.object().put("description", key.description());
            property.setAll(value(key));
            properties.set(key.text(), property);
            if (key.required()) {
                required.add(key.text());
            }
        }
        return schema;
    }

    private static ObjectNode value(TaskFileKey key) {
        return switch (key.kind()) {
            case NAME -> name(key.required());
            case SESSION -> name(false).put("maxLength", SessionName.MOST_BYTES).put("pattern", SessionName.PATTERN);
            case FLAG -> flag();
            case SCANS -> scans();
            case ROLE -> roles();
            case PARAMETERS -> types("object", "null");
            case PRIORITY ->
                types("integer", "string", "null")
                        .put("minimum", 1)
                        .put("maximum", TaskFileKey.HIGHEST_PRIORITY)
                        .put("pattern", "^[1-9][0-9]{0,3}$");
        };
    }

    /** Names are text even where YAML would read a number, a date or a boolean. */
    private static ObjectNode name(boolean required) {
        ObjectNode name =
                required ? types("string", "number", "boolean") : types("string", "number", "boolean", "null");
        return required ? name.put("minLength", 1) : name;
    }

    private static ObjectNode flag() {
        String words = Stream.concat(TaskFileKey.YES.stream(), TaskFileKey.NO.stream())
                .map(TaskFileSchema::inAnyCase)
                .collect(Collectors.joining("|"));
        return types("boolean", "integer", "string", "null")
                .put("minimum", 0)
                .put("maximum", 1)
                .put("pattern", "^(" + words + ")?$");
    }

    private static String inAnyCase(String word) {
        return word.chars()
                .mapToObj(c -> Character.isLetter(c)
                        ? "[" + Character.toString(Character.toUpperCase(c)) + Character.toString(c) + "]"
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static ObjectNode scans() {
        ObjectNode schema = Json.object();
        ArrayNode forms = schema.putArray("anyOf");
        forms.add(types("null"));
        forms.add(scan());
        forms.addObject().put("type", "array").set("items", scan());
        return schema;
    }

    private static ObjectNode scan() {
        return types("string").put("pattern", "^" + StorageKeys.SCAN + "$");
    }

    private static ObjectNode types(String... types) {
        ObjectNode schema = Json.object();
        if (types.length == 1) {
            return schema.put("type", types[0]);
        }
        ArrayNode all = schema.putArray("type");
        for (String type : types) {
            all.add(type);
        }
        return schema;
    }

    private static ObjectNode roles() {
        ObjectNode schema = Json.object();
        ArrayNode all = schema.putArray("enum");
        Role.ALL.forEach(role -> all.add(role.wireName()));
        all.add(Role.PREPROC_ALIAS).addNull();
        return schema;
    }
}
