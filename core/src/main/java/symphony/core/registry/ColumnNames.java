package symphony.core.registry;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of a survey's columns. An empty one is recognised by its usual names: case, blanks and signs aside.
 *
 * @param id an id from which row and number can be read, for example {@code ROW01VINE02}
 * @param latitude degrees WGS 84
 * @param longitude degrees WGS 84
 * @param row the row's number, or a name that ends in it
 * @param vine the vine's number in its row
 * @param vines the number of vines of a row
 */
public record ColumnNames(
        String id, String latitude, String longitude, String row, String vine, String vines, String variety) {
    public static final ColumnNames RECOGNISED = new ColumnNames("", "", "", "", "", "", "");

    private static final List<String> ID = List.of("id", "vineid", "poleid", "point", "pointid", "label", "name");
    private static final List<String> LATITUDE = List.of("latitude", "lat", "y");
    private static final List<String> LONGITUDE = List.of("longitude", "lon", "lng", "long", "x");
    private static final List<String> ROW =
            List.of("row", "rownumber", "rowno", "rownum", "rownr", "vinerow", "rowid", "rowname");
    private static final List<String> VINE =
            List.of("vine", "vinenumber", "vineno", "vinenum", "plant", "plantnumber", "plantno", "position");
    private static final List<String> VINES =
            List.of("vines", "numvines", "vinecount", "numplants", "plants", "plantcount");
    private static final List<String> VARIETY = List.of("variety", "varietal", "cultivar");

    Optional<String> id(Collection<String> header) {
        return find(id, ID, header);
    }

    Optional<String> latitude(Collection<String> header) {
        return find(latitude, LATITUDE, header);
    }

    Optional<String> longitude(Collection<String> header) {
        return find(longitude, LONGITUDE, header);
    }

    Optional<String> row(Collection<String> header) {
        return find(row, ROW, header);
    }

    Optional<String> vine(Collection<String> header) {
        return find(vine, VINE, header);
    }

    Optional<String> vines(Collection<String> header) {
        return find(vines, VINES, header);
    }

    Optional<String> variety(Collection<String> header) {
        return find(variety, VARIETY, header);
    }

    private static Optional<String> find(String said, List<String> usual, Collection<String> header) {
        if (!said.isEmpty()) {
            return header.stream().filter(said::equals).findFirst();
        }
        return usual.stream()
                .flatMap(name -> header.stream().filter(column -> plain(column).equals(name)))
                .findFirst();
    }

    private static String plain(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
