package symphony.core.registry;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** Coordinates that are no degrees: each likely cause is told once, with the first place and how many there are. */
final class OffEarth {
    private static final double METRES = 1000;

    private enum Cause {
        SWAPPED,
        PROJECTED,
        TYPED_WRONG
    }

    /** Where a cause's finding stands, and what it tells. */
    private record Told(int index, Place place, double x, double y, int count) {}

    private final List<Finding> findings;
    private final String crs;
    private final Map<Cause, Told> told = new EnumMap<>(Cause.class);

    OffEarth(List<Finding> findings, String crs) {
        this.findings = findings;
        this.crs = crs;
    }

    void add(double x, double y, Place place) {
        Cause cause = Math.abs(x) > METRES || Math.abs(y) > METRES
                ? Cause.PROJECTED
                : Math.abs(x) <= 90 && Math.abs(y) <= 180 ? Cause.SWAPPED : Cause.TYPED_WRONG;
        Told before = told.get(cause);
        if (before == null) {
            Told first = new Told(findings.size(), place, x, y, 1);
            told.put(cause, first);
            findings.add(finding(cause, first));
        } else {
            Told more = new Told(before.index(), before.place(), before.x(), before.y(), before.count() + 1);
            told.put(cause, more);
            findings.set(more.index(), finding(cause, more));
        }
    }

    private Finding finding(Cause cause, Told t) {
        String found = "longitude " + number(t.x()) + ", latitude " + number(t.y()) + " is no position on earth"
                + (t.count() > 1 ? "; so are " + (t.count() - 1) + " more" : "");
        return switch (cause) {
            case SWAPPED ->
                FindingCode.GEOMETRY_MALFORMED.at(
                        t.place(), found, "write the longitude first: the two may be swapped");
            case TYPED_WRONG ->
                FindingCode.GEOMETRY_MALFORMED.at(t.place(), found, "write degrees WGS 84 with decimals");
            case PROJECTED ->
                FindingCode.GEOMETRY_MALFORMED.at(
                        t.place(),
                        found + ": these are metres, likely " + system(t.x(), t.y()),
                        "convert the file to degrees WGS 84 (EPSG:4326), for example in QGIS, or by ogr2ogr -t_srs EPSG:4326");
        };
    }

    private String system(double x, double y) {
        if (!crs.isEmpty()) {
            return "of " + crs + ", as the file says";
        }
        if (x >= 100_000 && x < 1_000_000 && y >= 0 && y <= 10_000_000) {
            return "UTM or a national grid, easting first";
        }
        if (y >= 100_000 && y < 1_000_000 && x >= 1_000_000 && x <= 10_000_000) {
            return "UTM or a national grid, northing first";
        }
        return Math.abs(x) <= 20_037_509 && Math.abs(y) <= 20_048_967
                ? "Web Mercator (EPSG:3857) or a national grid"
                : "of a projection";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.8f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
