package symphony.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowVideoMapTest {
    private static final String TEXT =
            """
            rows,direction,part,of,file,start,end,pass,varietal,scanid
            2,dir1,1,1,2017-06-30_10-01_22179657_10_03.tar.gz,100.2,113.05,1,cabernet sauvignon,2017-06-30_10-01
            2,dir2,1,2,2017-06-30_10-01_22179657_10_03.tar.gz,115.2,134.3,1,cabernet sauvignon,2017-06-30_10-01
            2,dir2,2,2,2017-06-30_10-01_22179657_10_04.tar.gz,134.35,140.5,1,cabernet sauvignon,2017-06-30_10-01
            4,dir2,1,1,2017-06-30_10-01_22179657_10_04.tar.gz,164.2,190,1,cabernet sauvignon,2017-06-30_10-01
            """;

    @Test
    void what_is_read_is_written_back_letter_by_letter() {
        assertThat(RowVideoMap.parse(TEXT, "rvm.csv").format()).isEqualTo(TEXT);
    }

    @Test
    void windows_line_ends_a_byte_order_mark_and_further_columns_do_no_harm() {
        String odd = "\uFEFF" + TEXT.replace("scanid\n", "scanid,note\n").replace("_10-01\n", "_10-01,x\r\n");
        assertThat(RowVideoMap.parse(odd, "rvm.csv")).isEqualTo(RowVideoMap.parse(TEXT, "rvm.csv"));
    }

    @Test
    void quotes_blank_lines_and_old_line_ends_are_read_as_they_are_meant() {
        String odd =
                TEXT.replace("cabernet sauvignon", "\"merlot, \"\"old\"\"\"").replace("\n", "\r\n\r\n");
        assertThat(RowVideoMap.parse(odd, "rvm.csv").part(0).varietal()).isEqualTo("merlot, \"old\"");
        refuses(TEXT + "4,dir1,1,1,\"x", "rvm.csv:6: a quoted field does not end");
    }

    @Test
    void parts_are_found_by_their_names_and_ordered_by_them() {
        RowVideoMap map = RowVideoMap.parse(TEXT, "rvm.csv");
        for (int i = 0; i < map.size(); i++) {
            assertThat(map.number(map.name(i))).isEqualTo(i);
        }
        assertThat(Arrays.stream(map.ordered()).mapToObj(map::name)).isSorted();
        assertThat(map.number(new PartName(map.name(0).archive(), 99, Direction.DIR1, 1, 1)))
                .isEqualTo(-1);
    }

    @Test
    void parts_are_gathered_by_archive() {
        var byArchive = RowVideoMap.parse(TEXT, "rvm.csv").byArchive();
        assertThat(byArchive.values()).extracting(List::size).containsExactly(2, 2);
    }

    @Test
    void an_error_names_file_and_line() {
        refuses(TEXT.replace("4,dir2", "4,dir3"), "rvm.csv:5: direction must be dir1 or dir2, found 'dir3'");
        refuses(TEXT.replace("4,dir2,1,1", "4,dir2,2,1"), "rvm.csv:5: part 2 of 1");
        refuses(TEXT.replace("164.2,190", "164.2,160"), "rvm.csv:5: a part from 164.2 s to 160.0 s");
        refuses(TEXT.replace("164.2,", "NaN,"), "rvm.csv:5:");
        refuses(TEXT.replace("4,dir2", "four,dir2"), "rvm.csv:5: rows must be a whole number, found 'four'");
        refuses(TEXT.replace("rows,", "row,"), "rvm.csv:1: no column 'rows'");
        refuses(TEXT.replace("_10_04.tar.gz,164.2", "_99_04.tar.gz,164.2"), "is no archive's name");
        refuses(
                TEXT.replace("190,1,cabernet sauvignon,2017", "190,1,cabernet sauvignon,2018"),
                "is not of scan '2018-06-30_10-01'");
        refuses(TEXT.lines().findFirst().orElseThrow(), "holds no row part");
    }

    @Test
    void a_part_that_stands_twice_is_told_with_both_lines() {
        String last = TEXT.lines().reduce((a, b) -> b).orElseThrow();
        refuses(
                TEXT + last + "\n",
                "rvm.csv:6: part 2017-06-30_10-01_22179657_10_04-row4-dir2 stands already on line 5");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> RowVideoMap.parse(text, "rvm.csv"))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining(message);
    }
}
