package symphony.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import symphony.core.json.Json;
import symphony.core.registry.GeoPoint;

/** Whatever stands in vines, each format gives it back. */
class VineFormatsProperties {
    @Property(tries = 200)
    void csv_gives_back_what_was_written(@ForAll("vines") List<VineResult> vines) throws IOException {
        String text = text(Format.CSV, vines);

        List<CSVRecord> lines = CSVFormat.RFC4180.parse(new StringReader(text)).getRecords();
        assertThat(text)
                .startsWith("session_name,client_name,farm_name,block_name,row,vine,variety,visible_clusters,dir1,dir2,"
                        + "coverage,along_m,scans,longitude,latitude\r\n")
                .endsWith("\r\n");
        assertThat(lines).hasSize(vines.size() + 1);
        for (int i = 0; i < vines.size(); i++) {
            assertThat(lines.get(i + 1).toList()).isEqualTo(told(vines.get(i)));
        }
    }

    @Property(tries = 200)
    void geojson_gives_back_what_was_written(@ForAll("vines") List<VineResult> vines) throws IOException {
        JsonNode json = Json.parse(text(Format.GEOJSON, vines));

        assertThat(json.get("type").asText()).isEqualTo("FeatureCollection");
        List<List<String>> read = StreamSupport.stream(json.get("features").spliterator(), false)
                .map(VineFormatsProperties::told)
                .toList();
        assertThat(read)
                .isEqualTo(vines.stream().map(VineFormatsProperties::told).toList());
    }

    @Property(tries = 20)
    void a_geopackage_gives_back_what_was_written(@ForAll("vines") List<VineResult> vines)
            throws IOException, SQLException {
        Path folder = Files.createTempDirectory("what? 100%");
        Path file = Files.createFile(folder.resolve("vines.gpkg"));
        Format.GPKG.write(sink -> each(vines, sink), file, Instant.EPOCH);

        List<List<String>> read = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                ResultSet rows = database.createStatement().executeQuery("SELECT * FROM vines ORDER BY fid")) {
            while (rows.next()) {
                read.add(told(rows));
            }
        }
        assertThat(read)
                .isEqualTo(vines.stream().map(VineFormatsProperties::told).toList());
        Files.delete(file);
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<VineResult>> vines() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars(",\";'\n\r \t=")
                .alpha()
                .withCharRange('À', 'ſ')
                .ofMaxLength(8);
        Arbitrary<VineResult.Of> sessions =
                Combinators.combine(names, names, names, names).as(VineResult.Of::new);
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 5000).injectNull(0.2);
        Arbitrary<BigDecimal> shares = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.ONE)
                .ofScale(3)
                .injectNull(0.2);
        Arbitrary<GeoPoint> places = Combinators.combine(
                        Arbitraries.doubles().between(-180, 180).ofScale(8),
                        Arbitraries.doubles().between(-90, 90).ofScale(8))
                .as(GeoPoint::new)
                .injectNull(0.2);
        Arbitrary<List<String>> scans =
                Arbitraries.of("2017-06-30_10-01", "2017-07-01_08-30").list().ofMaxSize(2);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 999_999);
        return Combinators.combine(sessions, numbers, names, counts, counts, shares, scans, places)
                .as((of, number, variety, one, two, share, in, at) ->
                        new VineResult(of, number, number, variety, one, one, two, share, share, in, at))
                .list()
                .ofMaxSize(5);
    }

    private static String text(Format format, List<VineResult> vines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(sink -> each(vines, sink), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void each(List<VineResult> vines, VineSink sink) throws IOException {
        for (VineResult vine : vines) {
            sink.vine(vine);
        }
    }

    /** All of a vine as CSV tells it, position last. */
    private static List<String> told(VineResult v) {
        List<String> told = new ArrayList<>();
        Column.ALL.forEach(c -> told.add(Objects.toString(plain(c.of(v)), "")));
        told.addAll(place(v.at()));
        return told;
    }

    private static List<String> told(JsonNode feature) {
        List<String> told = new ArrayList<>();
        for (Column c : Column.ALL) {
            JsonNode value = feature.get("properties").get(c.heading());
            boolean decimal = c.kind() == Column.Kind.DECIMAL && !value.isNull();
            told.add(decimal ? String.valueOf(plain(value.decimalValue())) : value.asText(""));
        }
        JsonNode at = feature.at("/geometry/coordinates");
        told.addAll(place(
                at.isMissingNode()
                        ? null
                        : new GeoPoint(at.get(0).asDouble(), at.get(1).asDouble())));
        return told;
    }

    private static List<String> told(ResultSet row) throws SQLException {
        List<String> told = new ArrayList<>();
        for (Column c : Column.ALL) {
            Object value = row.getObject(c.heading());
            told.add(Objects.toString(
                    value instanceof Double d ? BigDecimal.valueOf(d).setScale(3, RoundingMode.HALF_UP) : value, ""));
        }
        byte[] geometry = row.getBytes("geom");
        told.addAll(place(geometry == null ? null : point(geometry)));
        return told;
    }

    /** As 2.1.3 of the standard lays it out, without an envelope. */
    private static GeoPoint point(byte[] blob) {
        ByteBuffer bytes = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(blob, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("GP");
        assertThat(bytes.getInt(4)).as("the reference system").isEqualTo(4326);
        assertThat(bytes.get(8)).as("the byte order").isEqualTo((byte) 1);
        assertThat(bytes.getInt(9)).as("a point").isEqualTo(1);
        return new GeoPoint(bytes.getDouble(13), bytes.getDouble(21));
    }

    private static List<String> place(@Nullable GeoPoint at) {
        return at == null
                ? List.of("", "")
                : List.of(
                        Degrees.of(at.longitude()).toPlainString(),
                        Degrees.of(at.latitude()).toPlainString());
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof BigDecimal d ? d.setScale(3, RoundingMode.HALF_UP) : value;
    }
}
