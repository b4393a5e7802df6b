package symphony.app.results;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every format tells of a vine, beside its position. Headings are part of the format: none is renamed.
 *
 * @param value a String, Integer or BigDecimal; null where it is not known
 */
record Column(String heading, Kind kind, Function<VineResult, @Nullable Object> value) {
    /** What the values are. */
    enum Kind {
        TEXT,
        WHOLE,
        DECIMAL
    }

    static final List<Column> ALL = List.of(
            new Column("session_name", Kind.TEXT, v -> v.session().name()),
            new Column("client_name", Kind.TEXT, v -> v.session().client()),
            new Column("farm_name", Kind.TEXT, v -> v.session().farm()),
            new Column("block_name", Kind.TEXT, v -> v.session().block()),
            new Column("row", Kind.WHOLE, VineResult::row),
            new Column("vine", Kind.WHOLE, VineResult::vine),
            new Column("variety", Kind.TEXT, VineResult::variety),
            new Column("visible_clusters", Kind.WHOLE, VineResult::clusters),
            new Column("dir1", Kind.WHOLE, VineResult::dir1),
            new Column("dir2", Kind.WHOLE, VineResult::dir2),
            new Column("coverage", Kind.DECIMAL, VineResult::coverage),
            new Column("along_m", Kind.DECIMAL, VineResult::along),
            new Column("scans", Kind.TEXT, v -> String.join(" ", v.scans())));

    @Nullable
    Object of(VineResult vine) {
        return value.apply(vine);
    }
}
