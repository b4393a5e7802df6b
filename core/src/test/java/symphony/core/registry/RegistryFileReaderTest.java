package symphony.core.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import symphony.core.json.Json;

class RegistryFileReaderTest {
    private static final String GOOD =
            """
            clients:
            - id: oak
              name: Oakridge Estates
              farms:
              - id: f1
                name: Upper Bench
                blocks:
                - id: b1
                  name: 010
                  num_rows: 2
                  row_space: 2.4
                  plant_space: 1.5
                  varietal: Merlot
                  geometry: {type: Polygon, coordinates: [[[1, 2], [1, 3], [2, 3], [1, 2]]]}
                  rows:
                  - id: r1
                    number: 1
                    num_plants: 1
                    geometry: {type: LineString, coordinates: [[1, 2], [1, 3]]}
                    vines:
                    - {number: 1, location: {type: Point, coordinates: [1.5, 2.25, 80.0]}, variety: Merlot}
              scans:
              - scanid: 2017-08-30_13-17
                farm: Upper Bench
                blocks: [010]
                cameras: {22179657: left, 22179677: Right, 22179699: front}
                startleft: 0
                startright: 1
                direction: -1
                start: 2017-08-30
                end:
            """;

    @Test
    void everything_a_registry_file_may_hold_is_read() {
        ImportResult result = yaml(GOOD);
        assertThat(result.findings()).isEmpty();

        Client client = result.clients().get(0);
        assertThat(client.id()).isEqualTo("oak");
        assertThat(client.name()).isEqualTo("Oakridge Estates");
        Block block = client.farms().get(0).blocks().get(0);
        assertThat(block.numRows()).isEqualTo(2);
        assertThat(block.rowSpace()).isEqualTo(2.4);
        assertThat(block.outline()).hasSize(4);
        assertThat(block.rows())
                .containsExactly(new Row(
                        "r1",
                        1,
                        1,
                        List.of(new GeoPoint(1, 2), new GeoPoint(1, 3)),
                        List.of(new Vine(1, new GeoPoint(1.5, 2.25), "Merlot"))));
        Scan scan = client.scans().get(0);
        assertThat(scan.cameras()).containsEntry("22179657", Side.LEFT).containsEntry("22179677", Side.RIGHT);
        assertThat(scan.startLeft()).isZero();
        assertThat(scan.direction()).isEqualTo(-1);
        assertThat(scan.start()).isEqualTo("2017-08-30");
        assertThat(scan.end()).isEmpty();
    }

    @Test
    void names_stay_texts_where_yaml_would_read_numbers() {
        Client client = yaml(GOOD).clients().get(0);
        assertThat(client.farms().get(0).blocks().get(0).name()).isEqualTo("010");
        assertThat(client.scans().get(0).blocks()).containsExactly("010");
    }

    @Test
    void a_side_that_cannot_be_read_is_kept_as_unknown() {
        assertThat(yaml(GOOD).clients().get(0).scans().get(0).cameras()).containsEntry("22179699", null);
    }

    @Test
    void json_is_read_alike_with_tabs_and_a_byte_order_mark() {
        List<Client> clients = yaml(GOOD).clients();
        String json = "\uFEFF" + Json.pretty(RegistryJson.write(clients)).replace("  ", "\t");
        ImportResult result = json(json);
        assertThat(result.findings()).isEmpty();
        assertThat(result.clients()).isEqualTo(clients);
    }

    @Test
    void all_that_is_wrong_is_told_at_once_with_its_place() {
        ImportResult result = yaml(
                """
                clients:
                - id: oak
                  farms:
                  - name: Upper Bench
                    colour: red
                    blocks:
                    - {id: b1, name: A, num_row: 3, row_space: wide}
                    - {id: b1, name: A, num_rows: 2.5}
                    - name: B
                      geometry: {type: Point, coordinates: [1, 2]}
                      rows:
                      - {number: 1, geometry: {type: LineString, coordinates: [[1, 2]]}}
                      - {number: 1, vines: [{number: 1, location: {type: Point, coordinates: [53.2, -123.5]}}]}
                      - {vines: none}
                  scans:
                  - {scanid: 2017-08-30_13-17, cameras: [22179657]}
                  - {scanid: 2017-08-30_13-17}
                """);
        assertThat(told(result))
                .containsExactly(
                        "2:3 missing-key",
                        "5:5 unknown-key",
                        "7:25 unknown-key",
                        "7:48 wrong-type",
                        "8:12 listed-twice",
                        "8:22 listed-twice",
                        "8:35 wrong-type",
                        "10:17 geometry-malformed",
                        "12:31 geometry-malformed",
                        "13:18 listed-twice",
                        "13:78 geometry-malformed",
                        "14:9 missing-key",
                        "14:17 wrong-type",
                        "16:41 wrong-type",
                        "17:14 listed-twice");
        assertThat(result.hasErrors()).isTrue();
        assertThat(result.findings())
                .anySatisfy(f -> assertThat(f.remedy()).isEqualTo("did you mean 'num_rows'?"))
                .anySatisfy(f -> assertThat(f.remedy()).contains("swapped"));
    }

    @Test
    void what_is_neither_json_nor_yaml_is_told_with_its_place() {
        assertThat(told(json("{\"clients\": [\n  {\"name\": }\n]}"))).containsExactly("2:12 json-syntax");
        assertThat(told(json("{\"clients\": []} {}"))).containsExactly("1:17 json-syntax");
        assertThat(told(json("{\"clients\": [], \"clients\": []}"))).containsExactly("1:17 duplicate-key");
        assertThat(told(yaml("clients: [\n"))).singleElement().asString().endsWith("yaml-syntax");
    }

    @Test
    void a_file_without_clients_says_so() {
        assertThat(told(yaml(""))).containsExactly("0:0 missing-key");
        assertThat(told(yaml("farms: []"))).containsExactly("1:1 unknown-key", "1:1 missing-key");
        assertThat(told(yaml("- oak"))).containsExactly("1:1 wrong-type");
    }

    private static List<String> told(ImportResult result) {
        return result.findings().stream()
                .map(f -> f.place().line() + ":" + f.place().column() + " " + f.code())
                .toList();
    }

    private static ImportResult yaml(String text) {
        return RegistryFileReader.read("farm.yaml", text.getBytes(UTF_8));
    }

    private static ImportResult json(String text) {
        return RegistryFileReader.read("farm.json", text.getBytes(UTF_8));
    }
}
