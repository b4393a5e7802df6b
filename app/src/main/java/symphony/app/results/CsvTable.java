package symphony.app.results;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.GeoPoint;

/** Comma-separated values (RFC 4180) in UTF-8, a line a vine; empty is not known. */
final class CsvTable {
    private CsvTable() {}

    static void write(Format.Source vines, Writer out) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
        csv.printRecord(Stream.concat(Column.ALL.stream().map(Column::heading), Stream.of("longitude", "latitude"))
                .toList());
        vines.to(vine -> {
            List<@Nullable Object> line = new ArrayList<>();
            Column.ALL.forEach(c -> line.add(plain(c.of(vine))));
            GeoPoint at = vine.at();
            line.add(at == null ? null : plain(Degrees.of(at.longitude())));
            line.add(at == null ? null : plain(Degrees.of(at.latitude())));
            csv.printRecord(line);
        });
        csv.flush();
    }

    /** No exponent, which some readers take for text. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value;
    }
}
