package symphony.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads the fields of one JSON object strictly: a wrong type is an error that names the field and what was found.
 * {@code where} opens every message, for example {@code "session.json"}.
 */
public final class Fields {
    private final ObjectNode object;
    private final String where;

    private Fields(ObjectNode object, String where) {
        this.object = object;
        this.where = where;
    }

    /** @throws MalformedJson where the node is no object */
    public static Fields of(JsonNode node, String where) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, where);
        }
        throw new MalformedJson(where + ": expected an object, found " + describe(node));
    }

    /** A required text that is not empty; numbers are taken as the text they were written as. */
    public String text(String field) {
        return optionalText(field)
                .filter(t -> !t.isEmpty())
                .orElseThrow(() -> new MalformedJson(where + ": field '" + field + "' is missing"));
    }

    public String text(String field, String otherwise) {
        return optionalText(field).orElse(otherwise);
    }

    public Optional<String> optionalText(String field) {
        JsonNode n = object.get(field);
        if (n == null || n.isNull()) {
            return Optional.empty();
        }
        if (n.isTextual() || n.isNumber()) {
            return Optional.of(n.asText());
        }
        throw wrong(field, "text", n);
    }

    /** A whole number; absent where the field is. Texts that hold one are taken too, as older tools write them. */
    public OptionalInt optionalInt(String field) {
        JsonNode n = object.get(field);
        if (n == null || n.isNull()) {
            return OptionalInt.empty();
        }
        if (n.isIntegralNumber() && n.canConvertToInt()) {
            return OptionalInt.of(n.intValue());
        }
        if (n.isTextual() && n.textValue().matches("-?[0-9]{1,9}")) {
            return OptionalInt.of(Integer.parseInt(n.textValue()));
        }
        throw wrong(field, "a whole number", n);
    }

    /** A finite number; absent where the field is. */
    public OptionalDouble optionalNumber(String field) {
        JsonNode n = object.get(field);
        if (n == null || n.isNull()) {
            return OptionalDouble.empty();
        }
        if (n.isNumber() && Double.isFinite(n.doubleValue())) {
            return OptionalDouble.of(n.doubleValue());
        }
        throw wrong(field, "a number", n);
    }

    /** True, false, 0 or 1. */
    public boolean flag(String field, boolean otherwise) {
        JsonNode n = object.get(field);
        if (n == null || n.isNull()) {
            return otherwise;
        }
        if (n.isBoolean()) {
            return n.booleanValue();
        }
        if (n.isIntegralNumber() && (n.intValue() == 0 || n.intValue() == 1)) {
            return n.intValue() == 1;
        }
        throw wrong(field, "0 or 1", n);
    }

    /** A list of texts; a single text is a list of one; absent is empty. */
    public List<String> texts(String field) {
        JsonNode n = object.get(field);
        if (n == null || n.isNull()) {
            return List.of();
        }
        if (n.isTextual() || n.isNumber()) {
            return List.of(n.asText());
        }
        if (!n.isArray()) {
            throw wrong(field, "a list of texts", n);
        }
        List<String> texts = new ArrayList<>(n.size());
        for (JsonNode item : n) {
            if (!item.isTextual() && !item.isNumber()) {
                throw wrong(field, "a list of texts", item);
            }
            texts.add(item.asText());
        }
        return List.copyOf(texts);
    }

    /** The objects of a list; absent is empty. */
    public List<Fields> objects(String field) {
        JsonNode n = object.get(field);
        if (n == null || n.isNull()) {
            return List.of();
        }
        if (!n.isArray()) {
            throw wrong(field, "a list", n);
        }
        List<Fields> items = new ArrayList<>(n.size());
        for (int i = 0; i < n.size(); i++) {
            items.add(Fields.of(n.get(i), where + ": " + field + "[" + i + "]"));
        }
        return items;
    }

    /** The object in a field; absent where the field is. */
    public Optional<ObjectNode> object(String field) {
        JsonNode n = object.get(field);
        if (n == null || n.isNull()) {
            return Optional.empty();
        }
        if (n instanceof ObjectNode o) {
            return Optional.of(o);
        }
        throw wrong(field, "an object", n);
    }

    /** The names of all fields there are. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Where this object stands, for messages of the caller's own. */
    public String where() {
        return where;
    }

    private MalformedJson wrong(String field, String expected, JsonNode found) {
        return new MalformedJson(where + ": field '" + field + "' must be " + expected + ", found " + describe(found));
    }

    private static String describe(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
