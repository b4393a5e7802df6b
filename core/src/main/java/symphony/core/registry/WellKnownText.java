package symphony.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.verify.Place;

/** Geometry in a column: {@code POINT (lon lat)} and {@code LINESTRING (…)} of OGC Simple Features, or {@code lat, lon}. */
final class WellKnownText {
    private static final Pattern FORM =
            Pattern.compile("(?:SRID=[0-9]+;)?\\s*(POINT|LINESTRING)\\s*(?:ZM?|M)?\\s*\\(([^()]+)\\)");

    private WellKnownText() {}

    /** Empty where it is none, or where a finding says what is wrong with its positions. */
    static Optional<Shape> parse(String text, FileGeometry geometry, Place place) {
        Matcher m = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            return latLon(text, geometry, place);
        }
        List<GeoPoint> points = new ArrayList<>();
        for (String pair : m.group(2).split(",")) {
            String[] numbers = pair.strip().split("\\s+");
            if (numbers.length < 2) {
                return Optional.empty();
            }
            var x = Degrees.parse(numbers[0], false);
            var y = Degrees.parse(numbers[1], false);
            if (x.isEmpty() || y.isEmpty()) {
                return Optional.empty();
            }
            Optional<GeoPoint> at = geometry.position(x.getAsDouble(), y.getAsDouble(), place);
            if (at.isEmpty()) {
                return Optional.empty();
            }
            points.add(at.get());
        }
        return Optional.of(m.group(1).equals("POINT") ? Shape.points(points) : Shape.line(List.of(points)));
    }

    private static Optional<Shape> latLon(String text, FileGeometry geometry, Place place) {
        String[] numbers = text.strip().split("\\s*[,;]\\s*|\\s+");
        if (numbers.length != 2) {
            return Optional.empty();
        }
        var latitude = Degrees.parse(numbers[0], false);
        var longitude = Degrees.parse(numbers[1], false);
        return latitude.isEmpty() || longitude.isEmpty()
                ? Optional.empty()
                : geometry.position(longitude.getAsDouble(), latitude.getAsDouble(), place)
                        .map(at -> Shape.points(List.of(at)));
    }
}
