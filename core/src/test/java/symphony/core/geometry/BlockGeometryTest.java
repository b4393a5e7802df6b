package symphony.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Vine;

class BlockGeometryTest {
    private static final LocalPlane PLANE = new LocalPlane(new GeoPoint(-0.5243, 53.2682));
    private static final int VINES = 12;

    private static GeoPoint place(double x, double y) {
        return PLANE.toGeo(new PlanePoint(x, y));
    }

    /** Rows 2.5 m apart to the west, vines 1.4 m apart to the north. */
    private static Block block(IntPredicate surveyedRow, IntPredicate surveyedVine) {
        List<Row> rows = IntStream.rangeClosed(1, 4)
                .mapToObj(n -> {
                    List<Vine> vines = new ArrayList<>();
                    for (int v = 1; v <= VINES; v++) {
                        boolean known = surveyedRow.test(n) && surveyedVine.test(v);
                        vines.add(new Vine(v, known ? place(-2.5 * n, 1.4 * (v - 1)) : null, ""));
                    }
                    return new Row("r" + n, n, VINES, List.of(), vines);
                })
                .toList();
        return new Block("b", "b", 4, 2.5, 1.4, "", List.of(), rows);
    }

    @Test
    void a_row_runs_from_its_first_vine_to_its_last() {
        Block block = block(n -> true, v -> true);
        BlockGeometry geometry = BlockGeometry.surveyed(block).orElseThrow();
        assertThat(geometry.surveyed()).isTrue();
        assertThat(geometry.rowSpace()).isEqualTo(2.5, within(0.01));
        RowLine row = geometry.row(3).orElseThrow();
        assertThat(row.length()).isEqualTo(1.4 * (VINES - 1), within(0.01));
        PlanePoint p = geometry.plane().toPlane(place(-2.5 * 3 + 1, 2.8));
        assertThat(row.along(p)).isEqualTo(2.8, within(0.01));
        assertThat(row.across(p)).isEqualTo(-1, within(0.01));
        assertThat(geometry.vines(block, 3)).hasSize(VINES).allSatisfy(v -> assertThat(v.along())
                .isEqualTo(1.4 * (v.vine() - 1), within(0.02)));
    }

    @ParameterizedTest
    @CsvSource({"1, 12", "4, 12", "1, 9", "3, 8"})
    void a_line_is_drawn_on_to_vines_that_were_not_surveyed(int first, int last) {
        Block block = block(n -> true, v -> v >= first && v <= last && v != 6);
        BlockGeometry geometry = BlockGeometry.surveyed(block).orElseThrow();
        RowLine row = geometry.row(2).orElseThrow();
        assertThat(row.length()).isEqualTo(1.4 * (VINES - 1), within(0.02));
        assertThat(row.along(geometry.plane().toPlane(place(-5, 0)))).isEqualTo(0, within(0.02));
        assertThat(geometry.vines(block, 2)).hasSize(VINES).allSatisfy(v -> assertThat(v.along())
                .isEqualTo(1.4 * (v.vine() - 1), within(0.02)));
    }

    @ParameterizedTest
    @CsvSource({"2", "4", "1"})
    void a_row_without_a_survey_follows_from_its_neighbours(int missing) {
        Block block = block(n -> n != missing, v -> true);
        BlockGeometry geometry = BlockGeometry.surveyed(block).orElseThrow();
        assertThat(geometry.rows()).hasSize(4);
        RowLine row = geometry.row(missing).orElseThrow();
        PlanePoint p = geometry.plane().toPlane(place(-2.5 * missing, 7));
        assertThat(row.across(p)).isEqualTo(0, within(0.02));
        assertThat(row.along(p)).isEqualTo(7, within(0.02));
    }

    @Test
    void the_axis_has_row_numbers_grow_to_its_left() {
        BlockGeometry geometry =
                BlockGeometry.surveyed(block(n -> true, v -> true)).orElseThrow();
        assertThat(Math.sin(geometry.axis())).isEqualTo(1, within(1e-6));
    }

    @Test
    void nothing_is_made_up_of_a_block_nobody_surveyed() {
        assertThat(BlockGeometry.surveyed(block(n -> false, v -> false))).isEmpty();
        assertThat(BlockGeometry.surveyed(block(n -> n == 1, v -> true))).isEmpty();
    }
}
