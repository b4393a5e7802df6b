package symphony.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import symphony.core.json.MalformedJson;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.registry.Vine;
import symphony.core.task.Role;

class SessionProperties {

    @Property(tries = 100)
    void a_session_reads_back_as_it_was_written(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String name,
            @ForAll @IntRange(min = 0, max = 9) int rows,
            @ForAll Role role,
            @ForAll boolean surveyed) {
        Session session = session(name, rows, role, surveyed);
        assertThat(Session.parse(session.format())).isEqualTo(session);
    }

    @Example
    void a_run_is_that_of_the_newest_redo_that_concerns_the_piece() {
        Session session = session("s", 3, Role.RVM, true);
        assertThat(session.runOf(Role.PREPROC, Optional.empty())).isZero();
        assertThat(session.runOf(Role.PROCESS, Optional.empty())).isEqualTo(4);
    }

    @Example
    void what_is_no_session_is_refused_with_the_field() {
        assertThatThrownBy(() -> Session.parse("{}"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("'block'");
        String format = session("s", 1, Role.RVM, true).format();
        assertThatThrownBy(
                        () -> Session.parse(format.replace("\"session_name\" : \"s\"", "\"session_name\" : \"a/b\"")))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("a/b");
    }

    @Example
    void runs_and_rows_that_no_task_could_have_are_refused_with_the_field() {
        String format = session("s", 1, Role.RVM, true).format();
        refused(format.replaceFirst("\"run\" : [0-9]+,\n  \"redo\"", "\"run\" : -5,\n  \"redo\""), "'run'", "-5");
        refused(format.replaceFirst("\"run\" : 4", "\"run\" : -4"), "'run' of a redo", "-4");
        refused(format.replaceFirst("\"rows\" : \\[ 2 ]", "\"rows\" : [ \"two\" ]"), "redo[0]", "'rows'", "two");
    }

    private static void refused(String text, String... words) {
        assertThatThrownBy(() -> Session.parse(text))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContainingAll(words);
    }

    private static Session session(String name, int count, Role role, boolean surveyed) {
        List<Row> rows = new ArrayList<>();
        for (int r = 1; r <= count; r++) {
            List<GeoPoint> line =
                    surveyed ? List.of(new GeoPoint(-122.5, 38.5), new GeoPoint(-122.5, 38.6)) : List.of();
            List<Vine> vines = surveyed ? List.of(new Vine(1, new GeoPoint(-122.5, 38.5), "Merlot")) : List.of();
            rows.add(new Row("r" + r, r, surveyed ? null : 20, line, vines));
        }
        Block block =
                new Block("b", "010", count, surveyed ? 2.4 : null, 1.5, "Merlot", List.of(new GeoPoint(1, 2)), rows);
        TreeMap<String, Side> cameras = new TreeMap<>(Map.of("22179657", Side.LEFT, "22179677", Side.RIGHT));
        Scan scan = new Scan("2017-08-30_13-17", "Upper Bench", List.of("010"), cameras, 0, 1, -1, "", "");
        Redo redo = new Redo(4, Role.DETECTION, new TreeSet<>(List.of(2)), new TreeSet<>(List.of("2017-08-30_13-17")));
        return new Session(
                name,
                "Oakridge",
                "oak",
                "Upper Bench",
                "f",
                block,
                List.of(scan),
                true,
                role,
                Map.of("size", IntNode.valueOf(3)),
                2,
                "https://example.org/hook",
                0,
                List.of(redo));
    }
}
