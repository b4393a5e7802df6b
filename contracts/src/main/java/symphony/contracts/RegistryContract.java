package symphony.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Registry;
import symphony.core.registry.RegistryConflict;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.registry.Vine;

/** What every {@link Registry} holds. An implementation's test inherits it and opens an empty registry. */
@SuppressWarnings("NullAway") // JUnit sets the fields; and a map of nullables is not seen as one through a class file
public abstract class RegistryContract {
    private static final List<GeoPoint> RING =
            List.of(new GeoPoint(1, 2), new GeoPoint(1, 3), new GeoPoint(2, 3), new GeoPoint(1, 2));

    @TempDir
    protected Path files;

    protected Registry registry;

    /** A registry with nothing in it. */
    protected abstract Registry openEmpty() throws IOException;

    @BeforeEach
    void open() throws IOException {
        registry = openEmpty();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void a_new_registry_is_empty() {
        assertThat(registry.outline()).isEmpty();
        assertThat(registry.export()).isEmpty();
        assertThat(registry.block("b1")).isEmpty();
        assertThat(registry.scans("oak")).isEmpty();
    }

    @Test
    void everything_that_was_saved_is_exported_as_it_was() {
        registry.save(List.of(oak()));
        assertThat(registry.export()).containsExactly(oak());
    }

    @Test
    void what_an_export_gives_can_be_saved_again_and_changes_nothing() {
        registry.save(List.of(oak()));
        List<Client> exported = registry.export();
        registry.save(exported);
        registry.save(exported);
        assertThat(registry.export()).isEqualTo(exported);
    }

    @Test
    void the_outline_has_neither_rows_nor_rings_nor_scans() {
        registry.save(List.of(oak()));
        assertThat(registry.outline())
                .containsExactly(new Client(
                        "oak",
                        "Oakridge Estates",
                        List.of(new Farm(
                                "f1",
                                "Upper Bench",
                                List.of(new Block("b1", "010", 2, 2.4, 1.5, "Merlot", List.of(), List.of())))),
                        List.of()));
    }

    @Test
    void a_block_comes_with_its_rows_ordered_by_number() {
        registry.save(List.of(client(block("b1", "010", row("r10", 10), row("r2", 2), row("r1", 1)))));
        assertThat(registry.block("b1").orElseThrow().rows())
                .extracting(Row::number)
                .containsExactly(1, 2, 10);
        assertThat(registry.block("b2")).isEmpty();
    }

    @Test
    void many_blocks_come_at_once_each_with_its_own_rows_and_vines() {
        // ids and rows that a query of several blocks could mix up; more blocks than a statement takes parameters
        List<Block> many = IntStream.range(0, 1_100)
                .mapToObj(i -> block("b" + i, "B" + i, surveyed("r" + i, 2, i), surveyed("q" + i, 1, i)))
                .toList();
        registry.save(List.of(client(many.toArray(Block[]::new))));
        List<Block> sorted = many.stream()
                .map(b -> block(b.id(), b.name(), b.rows().get(1), b.rows().get(0)))
                .toList();
        assertThat(registry.blocks(many.stream().map(Block::id).toList())).containsExactlyInAnyOrderElementsOf(sorted);
        assertThat(registry.blocks(List.of("b7", "none", "b7"))).containsExactly(sorted.get(7));
        assertThat(registry.blocks(List.of())).isEmpty();
    }

    private static Row surveyed(String id, int number, int vines) {
        return new Row(
                id,
                number,
                vines % 3,
                List.of(),
                IntStream.rangeClosed(1, vines % 3)
                        .mapToObj(v -> new Vine(v, null, id))
                        .toList());
    }

    @Test
    void scans_come_ordered_by_their_ids() {
        registry.save(List.of(
                new Client("oak", "Oak", List.of(), List.of(scan("2017-09-08_14-04"), scan("2017-08-30_13-17")))));
        assertThat(registry.scans("oak"))
                .extracting(Scan::scanId)
                .containsExactly("2017-08-30_13-17", "2017-09-08_14-04");
        assertThat(registry.scans("elm")).isEmpty();
    }

    @Test
    void ids_are_made_where_none_are_given_and_are_the_same_in_another_registry() throws IOException {
        Client nameless = new Client(
                "",
                "Oakridge Estates",
                List.of(new Farm("", "Upper Bench", List.of(block("", "12D", row("", 1)), block("", "北")))),
                List.of());
        registry.save(List.of(nameless));
        List<Client> first = registry.export();

        Client made = first.get(0);
        assertThat(made.id()).isEqualTo("oakridge-estates");
        assertThat(made.farms().get(0).id()).isEqualTo("oakridge-estates.upper-bench");
        assertThat(made.farms().get(0).blocks()).extracting(Block::id).doesNotHaveDuplicates();
        assertThat(made.farms().get(0).blocks().get(0).id()).isEqualTo("oakridge-estates.upper-bench.12d");
        assertThat(made.farms().get(0).blocks().get(0).rows().get(0).id()).isNotEmpty();
        registry.close();
        registry = openEmpty();
        registry.save(List.of(nameless));
        assertThat(registry.export()).isEqualTo(first);
    }

    @Test
    void names_that_differ_only_in_case_are_two() {
        registry.save(List.of(client(block("", "12D"), block("", "12d"))));
        List<Block> blocks = registry.outline().get(0).farms().get(0).blocks();
        assertThat(blocks).extracting(Block::name).containsExactly("12D", "12d");
        assertThat(blocks).extracting(Block::id).doesNotHaveDuplicates();
    }

    @Test
    void without_an_id_a_name_is_known_again_within_its_parent() {
        registry.save(List.of(oak()));
        registry.save(List.of(new Client(
                "",
                "Oakridge Estates",
                List.of(new Farm(
                        "", "Upper Bench", List.of(new Block("", "010", 3, null, null, "", List.of(), List.of())))),
                List.of())));

        assertThat(registry.outline()).hasSize(1);
        Block block = registry.block("b1").orElseThrow();
        assertThat(block.numRows()).isEqualTo(3);
        assertThat(block.rowSpace()).isEqualTo(2.4);
        assertThat(block.varietal()).isEqualTo("Merlot");
        assertThat(block.outline()).isEqualTo(RING);
        assertThat(block.rows()).hasSize(2);
        assertThat(registry.scans("oak")).hasSize(1);
    }

    @Test
    void by_its_id_a_block_is_renamed() {
        registry.save(List.of(oak()));
        registry.save(List.of(client(block("b1", "10 West"))));
        assertThat(registry.outline().get(0).farms().get(0).blocks())
                .extracting(Block::name)
                .containsExactly("10 West");
    }

    @Test
    void rows_that_are_given_are_all_the_rows_of_their_block() {
        registry.save(
                List.of(client(block("b1", "010", row("r1", 1), row("r2", 2)), block("b2", "020", row("x1", 1)))));
        registry.save(List.of(client(block("b1", "010", row("r2", 2), row("r3", 3)))));
        assertThat(registry.block("b1").orElseThrow().rows())
                .extracting(Row::id)
                .containsExactly("r2", "r3");
        assertThat(registry.block("b2").orElseThrow().rows())
                .extracting(Row::id)
                .containsExactly("x1");
    }

    @Test
    void a_survey_of_lines_keeps_the_vines_and_a_survey_of_vines_keeps_the_lines() {
        List<GeoPoint> line = List.of(new GeoPoint(1, 2), new GeoPoint(1, 3));
        List<Vine> vines = List.of(new Vine(1, new GeoPoint(1, 2), "Merlot"));
        registry.save(List.of(client(block("b1", "010", new Row("r1", 1, null, line, List.of())))));
        registry.save(List.of(client(block("b1", "010", new Row("", 1, 1, List.of(), vines)))));
        assertThat(registry.block("b1").orElseThrow().rows()).containsExactly(new Row("r1", 1, 1, line, vines));
    }

    @Test
    void an_id_that_belongs_to_another_is_refused_and_nothing_is_saved() {
        registry.save(List.of(oak()));
        List<Client> before = registry.export();
        Client thief = new Client("elm", "Elm", List.of(new Farm("f2", "Low", List.of(block("b1", "1")))), List.of());
        assertThatExceptionOfType(RegistryConflict.class)
                .isThrownBy(() -> registry.save(List.of(thief)))
                .withMessageContaining("b1");
        assertThat(registry.export()).isEqualTo(before);
    }

    @Test
    void a_name_that_comes_with_another_id_is_refused() {
        registry.save(List.of(oak()));
        assertThatExceptionOfType(RegistryConflict.class)
                .isThrownBy(() -> registry.save(List.of(new Client("c9", "Oakridge Estates", List.of(), List.of()))))
                .withMessageContaining("oak")
                .withMessageContaining("c9");
    }

    @Test
    void what_does_not_fit_together_is_kept_for_the_verification_to_find() {
        SortedMap<String, @Nullable Side> cameras = new TreeMap<>();
        cameras.put("22179657", null);
        Scan odd = new Scan("2017-08-30_13-17", "No Farm", List.of("no block"), cameras, -3, null, 7, "", "");
        Client client = new Client(
                "oak",
                "Oak",
                List.of(new Farm("f1", "F", List.of(block("b1", "1", row("r1", 1), row("r1b", 1))))),
                List.of(odd));
        registry.save(List.of(client));
        assertThat(registry.export()).containsExactly(client);
    }

    private static Client oak() {
        SortedMap<String, @Nullable Side> cameras = new TreeMap<>();
        cameras.put("22179657", Side.LEFT);
        cameras.put("22179677", Side.RIGHT);
        Vine surveyed = new Vine(1, new GeoPoint(-0.52427621, 53.26818125), "Merlot");
        Vine unsurveyed = new Vine(2, null, "");
        Row first = new Row(
                "r1",
                1,
                2,
                List.of(new GeoPoint(-0.5, 53.25), new GeoPoint(-0.5, 53.5)),
                List.of(surveyed, unsurveyed));
        Block block = new Block("b1", "010", 2, 2.4, 1.5, "Merlot", RING, List.of(first, row("r2", 2)));
        Scan scan = new Scan(
                "2017-08-30_13-17",
                "Upper Bench",
                List.of("010"),
                cameras,
                0,
                1,
                -1,
                "2017-08-30T13:17:45Z",
                "2017-08-30T13:40:00Z");
        return new Client(
                "oak", "Oakridge Estates", List.of(new Farm("f1", "Upper Bench", List.of(block))), List.of(scan));
    }

    private static Client client(Block... blocks) {
        return new Client(
                "oak", "Oakridge Estates", List.of(new Farm("f1", "Upper Bench", List.of(blocks))), List.of());
    }

    private static Block block(String id, String name, Row... rows) {
        return new Block(id, name, null, null, null, "", List.of(), List.of(rows));
    }

    private static Row row(String id, int number) {
        return new Row(id, number, null, List.of(), List.of());
    }

    private static Scan scan(String id) {
        return new Scan(id, "", List.of(), new TreeMap<>(), null, null, null, "", "");
    }
}
