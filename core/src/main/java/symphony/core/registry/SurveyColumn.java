package symphony.core.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a column of a survey, or a property of its features, can hold; with the names by which surveys call it. */
public enum SurveyColumn {
    /** An id from which row and number can be read, for example {@code ROW01VINE02}. */
    ID(
            "id",
            "vineid",
            "plantid",
            "treeid",
            "poleid",
            "postid",
            "point",
            "pointid",
            "pointname",
            "label",
            "name",
            "code",
            "tag",
            "pt",
            "waypoint"),
    /** Degrees WGS 84. */
    LATITUDE(
            "latitude",
            "lat",
            "y",
            "gpslatitude",
            "gpslat",
            "latdd",
            "latwgs84",
            "latitudewgs84",
            "ycoord",
            "coordy",
            "pointy",
            "northing",
            "north",
            "breite",
            "latitud",
            "latitudine"),
    /** Degrees WGS 84. */
    LONGITUDE(
            "longitude",
            "lon",
            "lng",
            "long",
            "x",
            "gpslongitude",
            "gpslon",
            "gpslng",
            "gpslong",
            "londd",
            "lonwgs84",
            "longitudewgs84",
            "xcoord",
            "coordx",
            "pointx",
            "easting",
            "east",
            "laenge",
            "longitud",
            "longitudine"),
    /** Both in one: {@code POINT (lon lat)}, or {@code lat, lon}. */
    POSITION("wkt", "geom", "geometry", "thegeom", "shape", "location", "coordinates", "coords", "latlon", "latlng"),
    /** The row's number or name. */
    ROW(
            "row",
            "rownumber",
            "rowno",
            "rownum",
            "rownr",
            "vinerow",
            "vinerowid",
            "rowid",
            "rowname",
            "rowindex",
            "rowidx",
            "rowlabel",
            "rown",
            "r",
            "line",
            "linenumber",
            "lineno",
            "lineid",
            "rang",
            "rangee",
            "reihe",
            "reihennr",
            "zeile",
            "fila",
            "filare",
            "hilera",
            "linha"),
    /** The vine's number in its row. */
    VINE(
            "vine",
            "vinenumber",
            "vineno",
            "vinenum",
            "vinenr",
            "vineindex",
            "vineinrow",
            "plant",
            "plantnumber",
            "plantno",
            "plantnum",
            "plantnr",
            "plantinrow",
            "tree",
            "treeno",
            "stock",
            "stocknr",
            "position",
            "pos",
            "posinrow",
            "positioninrow",
            "number",
            "num",
            "no",
            "nr",
            "index",
            "order",
            "seq",
            "sequence",
            "pflanze",
            "cep",
            "vite"),
    /** The pole's number in its row. */
    POLE("pole", "polenumber", "poleno", "polenum", "post", "postnumber", "postno", "postnum", "picket", "pfahl"),
    /** The number of vines of a row. */
    VINES(
            "vines",
            "numvines",
            "vinecount",
            "vinescount",
            "nvines",
            "numberofvines",
            "noofvines",
            "vinesperrow",
            "numplants",
            "plants",
            "plantcount",
            "nplants",
            "numberofplants",
            "noofplants",
            "plantsperrow",
            "trees",
            "count"),
    VARIETY(
            "variety",
            "varietal",
            "cultivar",
            "varieties",
            "grape",
            "grapevariety",
            "varietalname",
            "sorte",
            "rebsorte",
            "cepage",
            "vitigno",
            "variedad"),
    /** Vine, pole, row or block. */
    KIND("type", "kind", "class", "featuretype", "objecttype", "pointtype", "category", "feature", "object", "layer"),
    /** The block's name, where a file holds several. */
    BLOCK(
            "block",
            "blockname",
            "blockid",
            "blockno",
            "parcel",
            "parcelname",
            "parcelid",
            "plot",
            "plotname",
            "section",
            "parcelle",
            "parzelle");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> usual;

    SurveyColumn(String... usual) {
        this.usual = List.of(usual);
    }

    /** As flags name it, for example {@code latitude}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what a flag names; the short forms too. */
    public static Optional<SurveyColumn> parse(String text) {
        String plain = plain(text);
        return Stream.of(values())
                .filter(c -> plain.equals(c.text()))
                .findFirst()
                .or(() ->
                        Stream.of(values()).filter(c -> c.usual.contains(plain)).findFirst());
    }

    /** The column of a header that has one of the usual names, the likeliest first: case, blanks and signs aside. */
    Optional<String> among(Iterable<String> header) {
        for (String name : usual) {
            for (String column : header) {
                if (plain(column).equals(name)) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    private static String plain(String column) {
        return column.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("é", "e")
                .replaceAll("[^a-z0-9]", "");
    }
}
