package symphony.core.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import symphony.core.verify.Finding;

class RegistryImportTest {
    private static final ImportOptions NAMES = ImportOptions.of("Riseholme", "Research", "A");

    @Test
    void the_vines_of_a_real_block_become_its_rows() throws IOException {
        ImportResult result = sample("vines.csv");
        assertThat(result.findings()).isEmpty();
        Client client = result.clients().get(0);
        assertThat(client.name()).isEqualTo("Riseholme");
        assertThat(client.farms().get(0).name()).isEqualTo("Research");
        Block block = client.farms().get(0).blocks().get(0);

        assertThat(block.name()).isEqualTo("A");
        assertThat(block.numRows()).isEqualTo(10);
        assertThat(block.rowSpace()).isCloseTo(2.5, within(0.1));
        assertThat(block.plantSpace()).isCloseTo(1.4, within(0.1));
        assertThat(block.varietal()).isEqualTo("Pinot Noir/Pinot Meunier/Chardonnay/Voltis/Phoenix");
        assertThat(block.rows()).extracting(Row::number).isEqualTo(oneToTen());
        assertThat(block.rows()).allSatisfy(row -> {
            assertThat(row.numPlants()).isEqualTo(12);
            assertThat(row.vines())
                    .extracting(Vine::number)
                    .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        });
        assertThat(block.rows().get(9).vines().get(7))
                .isEqualTo(new Vine(8, new GeoPoint(-0.52458895, 53.26806564), "Phoenix"));
    }

    @Test
    void the_poles_alone_give_the_same_rows_in_the_same_order_and_direction() throws IOException {
        ImportResult result = sample("poles.geojson");
        // the last pole of row 7 is labelled as its first, and is put where it stands
        assertThat(told(result.findings())).containsExactly("355 survey-order");
        assertThat(result.hasErrors()).isFalse();
        Block poles = result.clients().get(0).farms().get(0).blocks().get(0);
        Block vines = block(sample("vines.csv"));

        assertThat(poles.numRows()).isEqualTo(10);
        assertThat(poles.rowSpace()).isCloseTo(vines.rowSpace(), within(0.05));
        assertThat(poles.plantSpace()).isNull();
        assertThat(poles.rows()).extracting(Row::number).isEqualTo(oneToTen());
        for (int i = 0; i < 10; i++) {
            Row row = poles.rows().get(i);
            assertThat(row.line()).hasSize(4);
            assertThat(row.numPlants()).isNull();
            // the first pole stands within two metres of the first vine, the last one of the last
            List<Vine> own = vines.rows().get(i).vines();
            assertThat(row.line().get(0).latitude())
                    .isCloseTo(own.get(0).location().latitude(), within(2e-5));
            assertThat(row.line().get(3).latitude())
                    .isCloseTo(own.get(11).location().latitude(), within(2e-5));
        }
    }

    @Test
    void both_surveys_together_give_lines_and_vines() throws IOException {
        List<Client> vines = RegistryMerge.merge(List.of(), sample("vines.csv").clients());
        List<Client> both = RegistryMerge.merge(vines, sample("poles.geojson").clients());
        assertThat(both.get(0).farms().get(0).blocks().get(0).rows())
                .hasSize(10)
                .allSatisfy(row -> {
                    assertThat(row.vines()).hasSize(12);
                    assertThat(row.line()).hasSize(4);
                });
    }

    @Test
    void without_numbers_vines_are_put_in_order_along_the_row_and_rows_begin_at_one_end() {
        Block block = block(
                csv(
                        """
                lat,lon,row
                53.0003,-0.5,1
                53.0001,-0.5,1
                53.0002,-0.5,1
                53.0001,-0.49997,2
                53.0003,-0.49997,2
                53.0002,-0.49997,2
                """));
        assertThat(block.rows()).allSatisfy(row -> assertThat(row.vines())
                .extracting(v -> v.location().latitude())
                .containsExactly(53.0003, 53.0002, 53.0001));
        assertThat(block.rows().get(1).vines()).extracting(Vine::number).containsExactly(1, 2, 3);
        assertThat(block.rowSpace()).isCloseTo(2.0, within(0.05));
        assertThat(block.plantSpace()).isCloseTo(11.13, within(0.01));
    }

    @Test
    void a_count_a_row_needs_no_positions() {
        Block block = block(csv("row;vines\n1;20\n2;18\n"));
        assertThat(block.rows()).extracting(Row::numPlants).containsExactly(20, 18);
        assertThat(block.numRows()).isEqualTo(2);
        assertThat(block.rowSpace()).isNull();
    }

    @Test
    void a_line_a_vine_needs_no_positions() {
        Block block = block(csv("row,vine,variety\n1,2,Merlot\n1,1,Merlot\n2,1,Syrah\n"));
        assertThat(block.rows().get(0).vines())
                .containsExactly(new Vine(1, null, "Merlot"), new Vine(2, null, "Merlot"));
        assertThat(block.rows().get(0).numPlants()).isEqualTo(2);
    }

    @Test
    void semicolons_and_decimal_commas_are_understood() {
        Block block = block(csv("Row;Vine;Latitude;Longitude\n1;1;53,25;-0,5\n1;2;53,5;-0,5\n"));
        assertThat(block.rows().get(0).vines().get(0).location()).isEqualTo(new GeoPoint(-0.5, 53.25));
    }

    @Test
    void columns_of_other_names_are_found_where_they_are_named() {
        ColumnNames names = new ColumnNames(Map.of(
                SurveyColumn.LATITUDE,
                "hoch",
                SurveyColumn.LONGITUDE,
                "rechts",
                SurveyColumn.ROW,
                "zug",
                SurveyColumn.VINE,
                "stelle",
                SurveyColumn.VARIETY,
                "traube"));
        ImportResult result = RegistryImport.read(
                "x.csv", "zug,stelle,hoch,rechts,traube\n3,1,53.5,-0.5,Merlot\n".getBytes(UTF_8), NAMES.with(names));
        assertThat(result.findings()).isEmpty();
        assertThat(block(result).rows())
                .containsExactly(
                        new Row("", 3, 1, List.of(), List.of(new Vine(1, new GeoPoint(-0.5, 53.5), "Merlot"))));
    }

    @Test
    void lines_become_rows_that_begin_at_one_end_and_a_polygon_the_outline() {
        Block block = block(
                geoJson(
                        """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"row": 1, "vines": 20},
                   "geometry": {"type": "LineString", "coordinates": [[-0.5, 53.0], [-0.5, 53.001]]}},
                  {"type": "Feature", "properties": {"row": "2"},
                   "geometry": {"type": "LineString", "coordinates": [[-0.49997, 53.001], [-0.49997, 53.0]]}},
                  {"type": "Feature", "properties": {},
                   "geometry": {"type": "Polygon", "coordinates": [[[-1, 53], [0, 53], [0, 54], [-1, 53]]]}}]}
                """));
        assertThat(block.outline()).hasSize(4);
        assertThat(block.rows().get(0).numPlants()).isEqualTo(20);
        assertThat(block.rows().get(1).line())
                .containsExactly(new GeoPoint(-0.49997, 53.0), new GeoPoint(-0.49997, 53.001));
    }

    @Test
    void all_that_is_wrong_with_a_survey_is_told_at_once_with_its_line() {
        ImportResult result = csv(
                """
                Vine ID,Latitude,Longitude,Vine Row
                ROW01VINE01,53.1,-0.5,row_1
                ROW01VINE01,53.1,-0.5,row_1
                ROW01VINE02,53.1,-500,row_1
                ROW01VINE03,north,-0.5,row_1
                x,53.1,-0.5,none
                """);
        assertThat(told(result.findings()))
                .containsExactly("3 survey-doubled", "4 geometry-malformed", "5 survey-line", "6 survey-line");
    }

    @Test
    void swapped_numbers_are_a_warning() {
        ImportResult result = csv(
                "id,lat,lon\nROW1VINE1,53.0001,-0.5\nROW1VINE2,53.0003,-0.5\nROW1VINE3,53.0002,-0.5\nROW1VINE4,53.0004,-0.5\n");
        assertThat(told(result.findings())).containsExactly("4 survey-order");
        assertThat(result.hasErrors()).isFalse();
    }

    @Test
    void what_lies_between_rows_is_passed_over_and_told_with_its_line() {
        ImportResult result = geoJson(
                """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"type": "mid_row_line", "vine_row_ids": [0, 1]},
                   "geometry": {"type": "LineString", "coordinates": [[-0.5, 53.0], [-0.5, 53.001]]}}]}
                """);
        assertThat(told(result.findings())).containsExactly("0 survey-empty", "2 survey-passed-over");
    }

    @Test
    void a_survey_must_be_told_whose_it_is() {
        ImportResult result =
                RegistryImport.read("x.csv", "row,vines\n1,2\n".getBytes(UTF_8), ImportOptions.of("Oak", null, null));
        assertThat(result.findings()).singleElement().satisfies(f -> assertThat(f.remedy())
                .contains("--farm NAME --block NAME"));
    }

    @Test
    void a_registry_file_needs_no_names_and_is_known_by_what_it_holds() {
        ImportResult result = RegistryImport.read(
                "x.json", "{\"clients\": [{\"name\": \"Oak\"}]}".getBytes(UTF_8), ImportOptions.NONE);
        assertThat(result.findings()).isEmpty();
        assertThat(result.clients()).extracting(Client::name).containsExactly("Oak");
    }

    @Test
    void what_cannot_be_read_is_a_finding() {
        assertThat(told(RegistryImport.read(Path.of("/none/at/all.csv"), NAMES).findings()))
                .containsExactly("0 file-unreadable");
        assertThat(told(RegistryImport.read("farm.xlsx", new byte[10], NAMES).findings()))
                .containsExactly("0 import-kind-unknown");
        assertThat(told(csv("a,b\n1,2\n").findings())).containsExactly("1 survey-columns");
        assertThat(told(csv("row,vines\n").findings())).containsExactly("0 survey-empty");
        assertThat(told(csv("").findings())).isNotEmpty();
    }

    private static List<Integer> oneToTen() {
        return IntStream.rangeClosed(1, 10).boxed().toList();
    }

    private static List<String> told(List<Finding> findings) {
        return findings.stream().map(f -> f.place().line() + " " + f.code()).toList();
    }

    private static Block block(ImportResult result) {
        assertThat(result.findings()).isEmpty();
        return result.clients().get(0).farms().get(0).blocks().get(0);
    }

    private static ImportResult csv(String text) {
        return RegistryImport.read("x.csv", text.getBytes(UTF_8), NAMES);
    }

    private static ImportResult geoJson(String text) {
        return RegistryImport.read("x.geojson", text.getBytes(UTF_8), NAMES);
    }

    private static ImportResult sample(String name) throws IOException {
        try (InputStream in = RegistryImportTest.class.getResourceAsStream("/block-riseholme/" + name)) {
            return RegistryImport.read(name, in.readAllBytes(), NAMES);
        }
    }
}
