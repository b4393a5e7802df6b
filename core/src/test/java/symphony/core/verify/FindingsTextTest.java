package symphony.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTextTest {
    private static final Finding SCAN = FindingCode.SCAN_NOT_OF_BLOCK.at(
            new Place("tasks/Oakridge_3.yaml", 6, 17),
            "scan 2017-08-30_13-17 shows block 5B, not 3",
            "did you mean '2017-08-30_13-18'?");
    private static final Finding ROWS =
            FindingCode.NUM_ROWS_MISSING.at(Place.of("registry:a/b/c"), "num_rows is not given", "set it to 5");

    @Test
    void a_finding_reads_like_a_compilers() {
        FindingsText text = new FindingsText((file, line) -> Optional.of("include_scans: [2017-08-30_13-17]"), false);
        assertThat(text.of(List.of(SCAN, ROWS)))
                .isEqualTo(
                        """
                        tasks/Oakridge_3.yaml:6:17: error scan-not-of-block: scan 2017-08-30_13-17 shows block 5B, not 3
                          6 | include_scans: [2017-08-30_13-17]
                            |                 ^
                          Remedy: did you mean '2017-08-30_13-18'?
                        registry:a/b/c: warning num-rows-missing: num_rows is not given
                          Remedy: set it to 5
                        """);
    }

    @Test
    void what_a_file_holds_cannot_steer_the_terminal() {
        FindingsText text = new FindingsText((file, line) -> Optional.of("\u001B[2J include_scans: a"), false);
        assertThat(text.of(List.of(SCAN))).doesNotContain("\u001B");
        assertThat(FindingCode.UNKNOWN_KEY
                        .at(Place.of("f"), "key \u001B[31m\nx", "")
                        .message())
                .isEqualTo("key  [31m x");
    }

    @Test
    void scripts_get_them_as_the_design_says() {
        assertThat(FindingsJson.of(List.of(SCAN, ROWS)).toString())
                .isEqualTo("{\"findings\":[{\"severity\":\"error\",\"code\":\"scan-not-of-block\","
                        + "\"file\":\"tasks/Oakridge_3.yaml\",\"line\":6,\"column\":17,"
                        + "\"message\":\"scan 2017-08-30_13-17 shows block 5B, not 3\","
                        + "\"remedy\":\"did you mean '2017-08-30_13-18'?\"},"
                        + "{\"severity\":\"warning\",\"code\":\"num-rows-missing\",\"file\":\"registry:a/b/c\","
                        + "\"line\":0,\"column\":0,\"message\":\"num_rows is not given\",\"remedy\":\"set it to 5\"}],"
                        + "\"errors\":1,\"warnings\":1}");
    }

    @Test
    void a_name_is_near_when_few_letters_differ() {
        List<String> names = List.of("Upper Bench", "Lower Bench", "12D");
        assertThat(NearName.of("uper bench", names)).contains("Upper Bench");
        assertThat(NearName.of("12d", names)).contains("12D");
        assertThat(NearName.of("Hilltop", names)).isEmpty();
    }
}
