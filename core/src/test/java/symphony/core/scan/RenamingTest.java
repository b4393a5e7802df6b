package symphony.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.Checksum;
import symphony.core.store.StoredObject;

class RenamingTest {
    private static final String SCAN = "2017-08-30_13-17";
    private static final String PREFIX = "oak/" + SCAN + "/";
    private static final String NEW_NAME = SCAN + "_22179657_13_18.tar.gz";

    private static StoredObject object(String name, long size) {
        return new StoredObject(PREFIX + name, size, "1");
    }

    private static Renaming of(StoredObject... objects) {
        return Renaming.of(StoredScan.of("oak", SCAN, List.of(objects)), new OldNames(List.of("22179657")));
    }

    @Test
    void of_several_that_would_get_one_name_none_is_moved_and_all_are_told() {
        Renaming renaming = of(
                object("b_22179657_13_18.tar.gz", 1),
                object("a_22179657_13_18.tar.gz", 2),
                object("c_22179657_13_18.tgz", 3),
                object("a_22179657_13_19.tar.gz", 1));
        assertThat(renaming.clashes())
                .containsExactly(PREFIX + "a_22179657_13_18.tar.gz and " + PREFIX + "b_22179657_13_18.tar.gz and "
                        + PREFIX + "c_22179657_13_18.tgz would all be " + NEW_NAME);
        assertThat(renaming.moves()).extracting(m -> m.from().size()).containsExactly(1L);
    }

    @Test
    void a_file_that_changed_its_size_since_it_was_marked_is_not_the_marked_one() {
        Checksum content = new Checksum(5, "ab".repeat(32));
        RenameRecord record = new RenameRecord("a_22179657_13_18.tar.gz", content, NEW_NAME);
        StoredObject mark = object(record.relativeKey(), 100);
        assertThat(of(object("a_22179657_13_18.tar.gz", 5), mark).moves().get(0).marked())
                .contains(content);
        assertThat(of(object("a_22179657_13_18.tar.gz", 6), mark).moves().get(0).marked())
                .isEmpty();
        StoredScan changed = StoredScan.of("oak", SCAN, List.of(object("a_22179657_13_18.tar.gz", 6), mark));
        assertThat(changed.unrenamed()).hasSize(1);
        StoredScan gone = StoredScan.of("oak", SCAN, List.of(mark, object("notes.txt", 5)));
        assertThat(gone.unrenamed()).as("a mark outlives its old file").hasSize(1);
    }

    @Test
    void a_name_of_two_lines_is_marked_like_any_other() {
        RenameRecord record =
                new RenameRecord("a\nb/22179657_13_18.tar.gz", new Checksum(5, "ab".repeat(32)), NEW_NAME);
        assertThat(RenameRecord.parse(record.relativeKey())).contains(record);
    }

    @Property(tries = 100)
    void a_mark_finds_its_file_again_and_is_never_longer_than_a_file_name_may_be(
            @ForAll @Size(min = 1, max = 4) @UniqueElements List<@StringLength(min = 1, max = 120) String> steps) {
        String old = String.join("/", steps).replace("~", "-") + "/22179657_13_18.tar.gz";
        RenameRecord record = new RenameRecord(old, new Checksum(5, "ab".repeat(32)), NEW_NAME);
        String step = record.relativeKey().substring(record.relativeKey().lastIndexOf('/') + 1);
        assertThat(step.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
        assertThat(RenameRecord.parse(record.relativeKey())).contains(record);
        RenameRecords records = new RenameRecords(new ArrayList<>(List.of(record)));
        assertThat(records.of(old, 5)).containsExactly(record);
        assertThat(records.of(old, 6)).isEmpty();
        assertThat(records.of("x" + old, 5)).isEmpty();
    }
}
