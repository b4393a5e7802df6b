package symphony.core.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import symphony.core.json.Json;

/**
 * YAML values as JSON, for maps that travel on to programs. A plain scalar is a number only if JSON would write it so:
 * {@code 0.4} and {@code 1e-3} are, {@code 010}, {@code 12D} and {@code 0x1F} stay texts. Quotes keep any text a text.
 */
public final class YamlJson {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,30})");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    private YamlJson() {}

    public static JsonNode of(YamlNode node) {
        if (node instanceof YamlMap map) {
            ObjectNode object = Json.object();
            map.entries().forEach(e -> object.set(e.key().text(), of(e.value())));
            return object;
        }
        if (node instanceof YamlList list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return scalar((YamlScalar) node);
    }

    private static JsonNode scalar(YamlScalar scalar) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = scalar.text();
        if (!scalar.plain()) {
            return json.textNode(text);
        }
        if (scalar.isNothing()) {
            return json.nullNode();
        }
        if (WHOLE.matcher(text).matches()) {
            return text.length() < 10 ? json.numberNode(Integer.parseInt(text)) : json.numberNode(new BigInteger(text));
        }
        if (DECIMAL.matcher(text).matches()) {
            return json.numberNode(new BigDecimal(text));
        }
        return switch (text) {
            case "true", "True", "TRUE" -> json.booleanNode(true);
            case "false", "False", "FALSE" -> json.booleanNode(false);
            default -> json.textNode(text);
        };
    }
}
