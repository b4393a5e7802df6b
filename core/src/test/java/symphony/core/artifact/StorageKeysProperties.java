package symphony.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StorageKeysProperties {

    @Property
    void every_part_reads_back_from_each_of_its_names(@ForAll("parts") PartName part) {
        assertThat(StorageKeys.parsePart(part.toString())).contains(part);
        assertThat(StorageKeys.parseFramesFile(StorageKeys.framesFile(part))).contains(part);
        assertThat(StorageKeys.parseProcessFile(StorageKeys.processFile(part))).contains(part);
        assertThat(StorageKeys.parseFramesFile("a/path/" + StorageKeys.framesFile(part)))
                .contains(part);
    }

    @Property
    void no_text_is_read_as_two_things(@ForAll("parts") PartName part) {
        assertThat(StorageKeys.parsePart(StorageKeys.framesFile(part))).isEmpty();
        assertThat(StorageKeys.parseProcessFile(StorageKeys.framesFile(part))).isEmpty();
        assertThat(StorageKeys.parseArchive(StorageKeys.framesFile(part))).isEmpty();
    }

    @Property
    void any_text_is_read_or_refused_without_an_error(@ForAll String text) {
        StorageKeys.parsePart(text);
        StorageKeys.parseFramesFile(text);
        StorageKeys.parseProcessFile(text);
        StorageKeys.parseArchive(text);
        StorageKeys.parseLog(text);
        StorageKeys.rootOf(text);
        RecordName.parse(text);
    }

    @Property
    void a_record_reads_back_from_its_name(@ForAll("parts") PartName part) {
        for (String recipe : List.of("", "0123456789ab")) {
            RecordName name = new RecordName(
                    SessionRoot.DETECTION + StorageKeys.framesFile(part),
                    3,
                    12345,
                    "0123456789abcdef".repeat(4),
                    recipe);
            assertThat(RecordName.parse(name.relativeKey())).contains(name);
        }
    }

    @Example
    void blanks_are_dropped_from_farm_and_block_but_not_from_the_session() {
        SessionRoot root = StorageKeys.sessionRoot("oak", "Upper  Bench", "12 D", "s 1");
        assertThat(root.prefix()).isEqualTo("oak/results/farm_UpperBench/block_12D/s 1/");
        assertThat(root.sessionName()).isEqualTo("s 1");
        assertThat(StorageKeys.rootOf(root.summary())).contains(root);
    }

    @Example
    void the_names_of_the_design_are_formed_as_it_says() {
        PartName part = StorageKeys.parsePart("2017-06-30_10-01_22179657_10_04-row2-dir2-2of2")
                .orElseThrow();
        SessionRoot root = StorageKeys.sessionRoot("oak", "Upper Bench", "12D", "12d");
        assertThat(root.frames(part))
                .isEqualTo("oak/results/farm_UpperBench/block_12D/12d/preprocess-frames/"
                        + "2017-06-30_10-01_22179657_10_04-preprocess-row2-dir2-2of2.zip");
        assertThat(root.process(part))
                .isEqualTo("oak/results/farm_UpperBench/block_12D/12d/process-frames/"
                        + "row2-dir2-part2of2-2017-06-30_10-01_22179657_10_04.zip");
    }

    @Example
    void names_that_climb_out_are_refused() {
        for (String bad : new String[] {"..", ".", "", "a/b", "a\\b", "a\nb"}) {
            assertThatThrownBy(() -> StorageKeys.sessionRoot(bad, "f", "b", "s"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> StorageKeys.sessionRoot("c", "f", "b", bad))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    static Arbitrary<PartName> parts() {
        Arbitrary<ArchiveName> archives = Combinators.combine(
                        Arbitraries.integers().between(10, 28),
                        Arbitraries.of("22179657", "22179677"),
                        Arbitraries.integers().between(0, 23),
                        Arbitraries.integers().between(0, 59))
                .as((day, camera, hour, minute) -> new ArchiveName("2017-06-" + day + "_10-01", camera, hour, minute));
        return Combinators.combine(
                        archives,
                        Arbitraries.integers().between(1, 9999),
                        Arbitraries.of(Direction.class),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(0, 4))
                .as((archive, row, direction, part, more) -> new PartName(archive, row, direction, part, part + more));
    }
}
