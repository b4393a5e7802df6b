package symphony.core.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.json.Json;

/** Vineyards of any direction, size and spacing, with gaps, rows of unequal length and bends, as surveys have them. */
class SurveyProperties {
    private static final ImportOptions NAMES = ImportOptions.of("Oak", "Hill", "3");

    /**
     * @param angle of the rows, radians from east to north
     * @param bend radius of the rows' arcs in metres; 0 for straight rows
     */
    record Vineyard(int rows, int vines, double rowSpace, double plantSpace, double angle, double bend, long seed) {
        private static final LocalPlane PLANE = new LocalPlane(new GeoPoint(11.3, 44.5));

        /** The vines of each row in order, some missing, positions as good as RTK. */
        List<List<GeoPoint>> planted(boolean gaps) {
            Random random = new Random(seed);
            List<List<GeoPoint>> all = new ArrayList<>();
            for (int r = 0; r < rows; r++) {
                List<GeoPoint> row = new ArrayList<>();
                int from = gaps ? random.nextInt(vines / 4 + 1) : 0;
                for (int v = from; v < vines; v++) {
                    boolean missing = gaps && v > from && v < vines - 1 && random.nextInt(12) == 0;
                    if (!missing) {
                        row.add(PLANE.toGeo(place(r, v, random)));
                    }
                }
                all.add(row);
            }
            return all;
        }

        /** In the outermost arc vines stand farther apart; nearly as far as rows do, and nobody could tell which are the rows. */
        boolean showsItsRows() {
            return plantSpace * (1 + rows * rowSpace / bend) < 0.6 * rowSpace;
        }

        private PlanePoint place(int r, int v, Random random) {
            double along = v * plantSpace + random.nextGaussian() * 0.02;
            double across = r * rowSpace + random.nextGaussian() * 0.02;
            double x = along;
            double y = across;
            if (bend > 0) {
                double radius = bend + across;
                double at = (along - vines * plantSpace / 2) / bend;
                x = radius * Math.sin(at);
                y = radius * Math.cos(at);
            }
            return new PlanePoint(x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle));
        }
    }

    @Provide
    Arbitrary<Vineyard> straight() {
        return vineyards(Arbitraries.just(0.0));
    }

    @Provide
    Arbitrary<Vineyard> bent() {
        return vineyards(Arbitraries.doubles().between(60, 300)).filter(Vineyard::showsItsRows);
    }

    private static Arbitrary<Vineyard> vineyards(Arbitrary<Double> bend) {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 12),
                        Arbitraries.integers().between(8, 40),
                        Arbitraries.doubles().between(1.8, 3.5),
                        Arbitraries.doubles().between(0.7, 1.4),
                        Arbitraries.doubles().between(-3.1, 3.1),
                        bend,
                        Arbitraries.longs())
                .as(Vineyard::new);
    }

    @Property(tries = 60)
    void vines_that_name_no_row_are_put_into_the_rows_they_stand_in(@ForAll("straight") Vineyard vineyard) {
        List<List<GeoPoint>> planted = vineyard.planted(true);
        Block block = imported(lines(planted, false, vineyard.seed()), NAMES);
        assertThat(placesOf(block)).as(vineyard.toString()).isEqualTo(fromOneSide(planted, block));
        assertThat(block.rowSpace()).isCloseTo(vineyard.rowSpace(), within(0.1));
    }

    @Property(tries = 40)
    void so_are_those_of_rows_that_bend(@ForAll("bent") Vineyard vineyard) {
        List<List<GeoPoint>> planted = vineyard.planted(false);
        Block block = imported(lines(planted, false, vineyard.seed()), NAMES);
        assertThat(placesOf(block)).as(vineyard.toString()).isEqualTo(fromOneSide(planted, block));
    }

    @Property(tries = 60)
    void the_order_of_the_lines_changes_nothing(@ForAll("straight") Vineyard vineyard, @ForAll boolean rowsSaid) {
        List<List<GeoPoint>> planted = vineyard.planted(true);
        Block one = imported(lines(planted, rowsSaid, vineyard.seed()), NAMES);
        Block other = imported(lines(planted, rowsSaid, vineyard.seed() + 1), NAMES);
        assertThat(other).isEqualTo(one);
    }

    @Property(tries = 60)
    void a_side_that_is_said_is_where_numbers_begin(
            @ForAll("straight") Vineyard vineyard, @ForAll Compass side, @ForAll Compass end) {
        List<List<GeoPoint>> planted = vineyard.planted(false);
        SurveyChoices choices = new SurveyChoices(
                java.util.Optional.of(side),
                java.util.Optional.of(end),
                SurveyChoices.NONE.rowDirection(),
                SurveyChoices.NONE.plantSpace(),
                SurveyChoices.NONE.vinesPerRow());
        Block block = imported(lines(planted, false, vineyard.seed()), NAMES.with(choices));
        List<List<GeoPoint>> places = placesOf(block);
        PlanePoint first = plane(places.get(0).get(0));
        PlanePoint across = plane(places.get(places.size() - 1).get(0));
        PlanePoint along = plane(places.get(0).get(places.get(0).size() - 1));
        assertThat(end.of(first.x() - along.x(), first.y() - along.y())).isGreaterThanOrEqualTo(-0.3);
        assertThat(side.of(first.x() - across.x(), first.y() - across.y()))
                .as("%s %s", vineyard, side)
                .isGreaterThanOrEqualTo(-0.3 - 0.05 * first.distance(across));
    }

    @Property(tries = 40)
    void what_was_exported_is_imported_as_the_same(@ForAll("straight") Vineyard vineyard) {
        Block block = imported(lines(vineyard.planted(true), true, vineyard.seed()), NAMES);
        List<Client> held = RegistryMerge.merge(
                List.of(), List.of(new Client("", "Oak", List.of(new Farm("", "Hill", List.of(block))), List.of())));
        byte[] exported = Json.pretty(RegistryJson.write(held)).getBytes(UTF_8);
        ImportResult again = RegistryImport.read("farm.json", exported, ImportOptions.NONE);
        assertThat(again.findings()).isEmpty();
        assertThat(again.clients()).isEqualTo(held);
        assertThat(RegistryMerge.merge(held, again.clients())).isEqualTo(held);
    }

    private static PlanePoint plane(GeoPoint p) {
        return Vineyard.PLANE.toPlane(p);
    }

    private static Block imported(String csv, ImportOptions options) {
        ImportResult result = RegistryImport.read("x.csv", csv.getBytes(UTF_8), options);
        assertThat(result.findings()).isEmpty();
        return result.clients().get(0).farms().get(0).blocks().get(0);
    }

    private static String lines(List<List<GeoPoint>> planted, boolean rowsSaid, long shuffle) {
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < planted.size(); r++) {
            for (GeoPoint p : planted.get(r)) {
                lines.add(String.format(
                        Locale.ROOT, "%.9f,%.9f%s", p.latitude(), p.longitude(), rowsSaid ? "," + (r + 1) : ""));
            }
        }
        Collections.shuffle(lines, new Random(shuffle));
        return (rowsSaid ? "lat,lng,row_no\n" : "lat,lng\n") + String.join("\n", lines) + "\n";
    }

    private static List<List<GeoPoint>> placesOf(Block block) {
        return block.rows().stream()
                .map(r -> r.vines().stream().map(v -> rounded(v.location())).toList())
                .toList();
    }

    /** The truth, begun on the side and at the end that the block begins at. */
    private static List<List<GeoPoint>> fromOneSide(List<List<GeoPoint>> planted, Block block) {
        List<List<GeoPoint>> truth = new ArrayList<>();
        planted.forEach(row -> truth.add(
                new ArrayList<>(row.stream().map(SurveyProperties::rounded).toList())));
        List<GeoPoint> first = placesOf(block).get(0);
        if (!truth.get(0).contains(first.get(0))) {
            Collections.reverse(truth);
        }
        if (!truth.get(0).get(0).equals(first.get(0))) {
            truth.forEach(Collections::reverse);
        }
        return truth;
    }

    private static GeoPoint rounded(GeoPoint p) {
        return new GeoPoint(Math.round(p.longitude() * 1e9) / 1e9, Math.round(p.latitude() * 1e9) / 1e9);
    }
}
