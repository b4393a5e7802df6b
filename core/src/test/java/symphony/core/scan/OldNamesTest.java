package symphony.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Checksum;

class OldNamesTest {
    private static final String SCAN = "2017-08-30_13-17";

    @ParameterizedTest
    @CsvSource({
        "22179657_13_18.tar.gz, 22179657, 13, 18",
        "2017-08-30_13-17-block3_22179657_left_13_18.tar.gz, 22179657, 13, 18",
        "20170830-22179657-13_18.tar.gz, 22179657, 13, 18",
        "22179657_20170830_13_18.tgz, 22179657, 13, 18",
        "cam22179657 (copy) 09-05.tar.gz, 22179657, 9, 5",
        "2017-08-30_22179657_frames_13_18_x.tar.gz, 22179657, 13, 18",
    })
    void the_camera_and_the_minute_are_found_in_any_text(String name, String camera, int hour, int minute) {
        assertThat(new OldNames(List.of("22179657")).archive(SCAN, name))
                .contains(new ArchiveName(SCAN, camera, hour, minute));
        assertThat(new OldNames(List.of()).archive(SCAN, name)).contains(new ArchiveName(SCAN, camera, hour, minute));
    }

    @ParameterizedTest
    @CsvSource({"notes.tar.gz", "22179657.tar.gz", "2217965_13_18.tar.gz", "22179657_25_18.tar.gz", "22179657_13_18.zip"
    })
    void what_tells_neither_is_none(String name) {
        assertThat(new OldNames(List.of()).archive(SCAN, name)).isEmpty();
    }

    @Test
    void a_pattern_that_is_given_wins() {
        OldNames names = new OldNames(List.of()).by("*_{HH}_{MM}_cam{camera}.tgz");
        assertThat(names.archive(SCAN, "x_13_18_cam22179657.tgz")).contains(new ArchiveName(SCAN, "22179657", 13, 18));
        assertThat(names.archive(SCAN, "22179657_13_18.tar.gz")).isEmpty();
        assertThatThrownBy(() -> new OldNames(List.of()).by("*{camera}*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{HH}");
    }

    @Test
    void a_log_needs_a_camera_alone() {
        assertThat(new OldNames(List.of())
                        .log(SCAN, "gps_22179657.csv")
                        .orElseThrow()
                        .fileName())
                .isEqualTo(SCAN + "_22179657.csv");
        assertThat(new OldNames(List.of()).log(SCAN, "gps.csv")).isEmpty();
    }

    @Test
    void a_date_is_no_camera_unless_it_is_known_as_one() {
        String name = "scan_20170830_13_18.tar.gz";
        assertThat(new OldNames(List.of()).archive(SCAN, name)).isEmpty();
        assertThat(new OldNames(List.of()).log(SCAN, "gps_20170830.csv")).isEmpty();
        assertThat(new OldNames(List.of("20170830")).archive(SCAN, name))
                .contains(new ArchiveName(SCAN, "20170830", 13, 18));
    }

    @Test
    void where_nobody_looks_only_known_cameras_are_believed() {
        OldNames known = new OldNames(List.of("22179657")).ofKnownCameras();
        assertThat(known.archive(SCAN, "x_22179657_13_18.tar.gz")).isPresent();
        assertThat(known.archive(SCAN, "x_22179658_13_18.tar.gz")).isEmpty();
        assertThat(known.log(SCAN, "order_00012345.csv")).isEmpty();
        assertThat(known.by("*{camera}_{HH}_{MM}.tgz").archive(SCAN, "22179658_13_18.tgz"))
                .isEmpty();
    }

    @Property(tries = 200)
    void any_text_around_does_no_harm(
            @ForAll @AlphaChars @StringLength(max = 8) String before,
            @ForAll @AlphaChars @StringLength(max = 8) String between,
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 59) int minute) {
        String name = "%s_22179657_%s_%02d_%02d.tar.gz".formatted(before, between, hour, minute);
        assertThat(new OldNames(List.of()).archive(SCAN, name))
                .contains(new ArchiveName(SCAN, "22179657", hour, minute));
    }

    @Property(tries = 100)
    void a_record_reads_back_as_it_was_written(
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String folder, @ForAll @IntRange int size) {
        RenameRecord record = new RenameRecord(
                folder + "/a_22179657_13_18.tar.gz",
                new Checksum(size, "ab".repeat(32)),
                SCAN + "_22179657_13_18.tar.gz");
        assertThat(RenameRecord.parse(record.relativeKey())).isEqualTo(Optional.of(record));
    }
}
