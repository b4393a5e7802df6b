package symphony.core.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/**
 * Reads JSON into the tree that YAML is read into, so that one binding serves both. A YAML parser would take most JSON
 * too, but not its tabs, and it takes ten times as long.
 */
public final class JsonReader {
    private static final int DEEPEST = 50;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(64)
                    .build())
            .build();

    private final String path;
    private final JsonParser parser;
    private final List<Finding> findings = new ArrayList<>();

    private JsonReader(String path, JsonParser parser) {
        this.path = path;
        this.parser = parser;
    }

    /**
     * Whatever the bytes are, the answer is a document; what is no JSON is a finding with its place.
     *
     * @param path names the file in places
     */
    public static YamlDocument read(String path, byte[] content, YamlBounds bounds) {
        YamlText text = YamlText.of(path, content, bounds);
        if (text instanceof YamlText.Refused refused) {
            return new YamlDocument(Optional.empty(), List.of(refused.why()));
        }
        try (JsonParser parser = JSON.createParser(((YamlText.Plain) text).text())) {
            return new JsonReader(path, parser).document();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can always be read", e);
        }
    }

    private YamlDocument document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return new YamlDocument(Optional.of(new YamlScalar(new Place(path, 1, 1), "", true)), findings);
            }
            YamlNode root = node();
            if (parser.nextToken() != null) {
                findings.add(FindingCode.JSON_SYNTAX.at(
                        place(), "not JSON: something follows behind the end", "remove what follows"));
            }
            return new YamlDocument(Optional.of(root), findings);
        } catch (JsonProcessingException e) {
            Place place = e.getLocation() == null
                    ? Place.of(path)
                    : new Place(
                            path, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            findings.add(FindingCode.JSON_SYNTAX.at(
                    place,
                    "not JSON: " + e.getOriginalMessage(),
                    "look at this line and the one before: a comma, quote or bracket too many or too few"));
            return new YamlDocument(Optional.empty(), findings);
        }
    }

    private YamlNode node() throws IOException {
        JsonToken token = parser.currentToken();
        Place place = place();
        if (token == JsonToken.START_OBJECT) {
            return map(place);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node());
            }
            return new YamlList(place, items);
        }
        return new YamlScalar(place, parser.getText(), token != JsonToken.VALUE_STRING);
    }

    private YamlMap map(Place place) throws IOException {
        List<YamlMap.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            YamlScalar key = new YamlScalar(place(), parser.getText(), false);
            Place first = seen.putIfAbsent(key.text(), key.place());
            if (first != null) {
                findings.add(FindingCode.DUPLICATE_KEY.at(
                        key.place(),
                        "key '" + key.text() + "' stands twice, first on line " + first.line(),
                        "keep one of the two"));
            }
            parser.nextToken();
            entries.add(new YamlMap.Entry(key, node()));
        }
        return new YamlMap(place, entries);
    }

    private Place place() {
        return new Place(
                path,
                parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr());
    }
}
