package symphony.vision.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.RegistryJson;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Vine;

class RiseholmeBlockTest {
    private final Client client = RiseholmeBlock.client();
    private final Block block = client.farms().get(0).blocks().get(0);

    @Test
    void it_has_ten_rows_of_twelve_surveyed_vines_in_five_varieties() {
        assertThat(block.rows()).extracting(Row::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(block.rows()).allSatisfy(row -> {
            assertThat(row.numPlants()).isEqualTo(12);
            assertThat(row.vines()).hasSize(12).allSatisfy(v -> assertThat(v.location())
                    .isNotNull());
        });
        assertThat(block.rows().stream().flatMap(r -> r.vines().stream()).map(Vine::variety))
                .containsOnly("Pinot Noir", "Pinot Meunier", "Chardonnay", "Voltis", "Phoenix");
    }

    @Test
    void its_spacings_are_those_that_were_measured() {
        assertThat(block.numRows()).isEqualTo(10);
        assertThat(block.rowSpace()).isCloseTo(2.5, within(0.05));
        assertThat(block.plantSpace()).isCloseTo(1.4, within(0.02));
    }

    @Test
    void a_rows_line_goes_from_its_first_vine_to_its_last() {
        Row row = block.rows().get(3);
        assertThat(row.line())
                .containsExactly(
                        row.vines().get(0).location(), row.vines().get(11).location());
    }

    @Test
    void the_outline_is_closed_and_holds_every_vine() {
        List<GeoPoint> ring = block.outline();
        assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
        block.rows().forEach(row -> row.vines()
                .forEach(v -> assertThat(inside(ring, v.location())).isTrue()));
    }

    @Test
    void the_scan_starts_east_of_row_1_and_row_numbers_grow() {
        Scan scan = client.scans().get(0);
        assertThat(scan.startLeft()).isZero();
        assertThat(scan.startRight()).isEqualTo(1);
        assertThat(scan.direction()).isEqualTo(1);
        assertThat(scan.blocks()).containsExactly(block.name());
        assertThat(scan.farm()).isEqualTo(client.farms().get(0).name());
    }

    @Test
    void it_survives_the_registry_file() {
        assertThat(RegistryJson.readClient(Fields.of(Json.parse(Json.pretty(RegistryJson.write(client))), "farm.json")))
                .isEqualTo(client);
    }

    private static boolean inside(List<GeoPoint> ring, GeoPoint p) {
        boolean inside = false;
        for (int i = 1; i < ring.size(); i++) {
            GeoPoint a = ring.get(i - 1);
            GeoPoint b = ring.get(i);
            if ((a.latitude() > p.latitude()) != (b.latitude() > p.latitude())
                    && p.longitude()
                            < a.longitude()
                                    + (p.latitude() - a.latitude())
                                            / (b.latitude() - a.latitude())
                                            * (b.longitude() - a.longitude())) {
                inside = !inside;
            }
        }
        return inside;
    }
}
