package symphony.vision.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * {@code process.json} beside {@code clusters.csv}: what of the row the part's frames show, and how it was counted.
 *
 * @param metresPerPixel along the row, negative where the row runs to the left in the image
 * @param scaleFrom what it was estimated from: {@code detections}, {@code image motion} or {@code default}
 * @param frames how many frames
 * @param detections how many boxes
 * @param leastViews so many views make a cluster
 * @param boxPx the median box, pixels; 0 where there is none
 * @param seen the stretches of the row that passed the middle of the image, metres along it, in order
 */
public record PartNotes(
        double metresPerPixel,
        String scaleFrom,
        int frames,
        int detections,
        int leastViews,
        double boxPx,
        List<Stretch> seen) {
    public static final String FILE = "process.json";

    /** Metres along the row. */
    public record Stretch(double from, double to) {
        public Stretch {
            if (!(from <= to)) {
                throw new IllegalArgumentException("a stretch from " + from + " m to " + to + " m");
            }
        }
    }

    public PartNotes {
        seen = List.copyOf(seen);
    }

    public String format() {
        ObjectNode json = Json.object();
        json.put("metres_per_pixel", rounded(metresPerPixel, "%.7f"));
        json.put("metres_per_pixel_from", scaleFrom);
        json.put("frames", frames).put("detections", detections).put("least_views", leastViews);
        json.put("box_px", rounded(boxPx, "%.1f"));
        ArrayNode stretches = json.putArray("seen");
        seen.forEach(s ->
                stretches.addObject().put("from_m", rounded(s.from(), "%.3f")).put("to_m", rounded(s.to(), "%.3f")));
        return Json.pretty(json);
    }

    /** @throws MalformedJson naming the field */
    public static PartNotes parse(String text, String where) {
        JsonNode json = Json.parse(text);
        Fields f = Fields.of(json, where);
        List<Stretch> seen = new ArrayList<>();
        try {
            for (Fields s : f.objects("seen")) {
                seen.add(new Stretch(
                        s.optionalNumber("from_m").orElseThrow(),
                        s.optionalNumber("to_m").orElseThrow()));
            }
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new MalformedJson(where + ": field 'seen': " + e.getMessage());
        }
        return new PartNotes(
                f.optionalNumber("metres_per_pixel").orElse(0),
                f.text("metres_per_pixel_from", ""),
                f.optionalInt("frames").orElse(0),
                f.optionalInt("detections").orElse(0),
                f.optionalInt("least_views").orElse(1),
                f.optionalNumber("box_px").orElse(0),
                seen);
    }

    private static BigDecimal rounded(double value, String format) {
        return new BigDecimal(String.format(Locale.ROOT, format, value));
    }
}
