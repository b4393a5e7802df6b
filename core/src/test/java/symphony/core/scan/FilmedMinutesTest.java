package symphony.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.ArchiveName;

class FilmedMinutesTest {
    private static final String SCAN = "2017-08-30_23-58";

    private static ArchiveName archive(String camera, int hour, int minute) {
        return new ArchiveName(SCAN, camera, hour, minute);
    }

    @Test
    void a_scan_past_midnight_begins_where_it_began() {
        FilmedMinutes minutes = FilmedMinutes.of(
                List.of(archive("22179657", 0, 1), archive("22179657", 23, 58), archive("22179657", 23, 59)));
        assertThat(minutes.all().stream().map(FilmedMinutes::text)).containsExactly("23:58", "23:59", "00:00", "00:01");
        assertThat(minutes.missing("22179657").stream().map(FilmedMinutes::text))
                .containsExactly("00:00");
    }

    @Test
    void a_camera_that_stopped_early_lacks_the_minutes_the_other_has() {
        List<ArchiveName> archives = new ArrayList<>(List.of(archive("22179657", 10, 0), archive("22179657", 10, 1)));
        archives.add(archive("22179677", 10, 0));
        assertThat(FilmedMinutes.of(archives).missing("22179677").stream().map(FilmedMinutes::text))
                .containsExactly("10:01");
        assertThat(FilmedMinutes.of(List.of()).all()).isEmpty();
    }
}
