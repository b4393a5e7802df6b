package symphony.app.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import symphony.core.json.Json;
import symphony.core.registry.GeoPoint;

/** GeoJSON (RFC 7946): a feature a vine, on a line of its own; one whose place is not known has no geometry (3.2). */
final class GeoJson {
    private GeoJson() {}

    static void write(Format.Source vines, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeArrayFieldStart("features");
            vines.to(vine -> {
                json.writeRaw('\n');
                feature(vine, json);
            });
            json.writeRaw('\n');
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void feature(VineResult vine, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        geometry(vine.at(), json);
        json.writeObjectFieldStart("properties");
        for (Column column : Column.ALL) {
            json.writeFieldName(column.heading());
            value(column.of(vine), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void geometry(@Nullable GeoPoint at, JsonGenerator json) throws IOException {
        if (at == null) {
            json.writeNullField("geometry");
            return;
        }
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Point");
        json.writeArrayFieldStart("coordinates");
        json.writeNumber(Degrees.of(at.longitude()));
        json.writeNumber(Degrees.of(at.latitude()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void value(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Integer whole) {
            json.writeNumber(whole);
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
