package symphony.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.MalformedFile;
import symphony.core.scan.LogFileNames.Filled;
import symphony.core.scan.LogFileNames.Lack;

class LogFileNamesTest {
    private static final String FIRST = "2017-08-30_12-00_22179657_12_00.tar.gz";
    private static final String SECOND = "2017-08-30_12-00_22179657_12_01.tar.gz";

    private final FrameArchives archives = new FrameArchives();
    private final StringWriter out = new StringWriter();

    private static ArchiveName minute(int minute) {
        return new ArchiveName("2017-08-30_12-00", "22179657", 12, minute);
    }

    private Filled fill(String log) throws IOException {
        return LogFileNames.fill(new StringReader(log), "a.csv", archives, out);
    }

    @Test
    void a_log_without_the_column_gets_it_behind_the_others_and_fields_beyond_the_header_stay() throws IOException {
        archives.add(minute(0), LongStream.of(1, 2));
        archives.add(minute(1), LongStream.of(3));
        String log = "frame_number,timestamp,note\n1,0,\"a, b\"\n3,0,\n2,0,x,beyond\n4,0\n";
        assertThat(LogFileNames.lack(new StringReader(log), "a.csv")).isEqualTo(new Lack(4, 4, false));
        assertThat(fill(log)).isEqualTo(new Filled(3, 1));
        assertThat(out)
                .hasToString("frame_number,timestamp,note,filename\n1,0,\"a, b\"," + FIRST + "\n3,0,," + SECOND
                        + "\n2,0,x," + FIRST + ",beyond\n4,0,,\n");
    }

    @Test
    void names_of_an_older_version_and_blank_cells_are_replaced_good_names_stay() throws IOException {
        archives.add(minute(0), LongStream.rangeClosed(1, 5));
        String log = "frame_number,filename,timestamp\n1,block3_22179657_12_00.tar.gz,0\n2,  ,0\n3,D:\\x\\" + SECOND
                + ",0\n4,,0\n";
        assertThat(LogFileNames.lack(new StringReader(log), "a.csv")).isEqualTo(new Lack(4, 3, true));
        assertThat(fill(log)).isEqualTo(new Filled(3, 0));
        assertThat(out)
                .hasToString("frame_number,filename,timestamp\n1," + FIRST + ",0\n2," + FIRST + ",0\n3,D:\\x\\" + SECOND
                        + ",0\n4," + FIRST + ",0\n");
        assertThat(LogFileNames.lack(new StringReader(out.toString()), "a.csv").lacking())
                .isZero();
    }

    @Test
    void where_numbers_begin_anew_times_of_both_forms_tell_the_minute() throws IOException {
        archives.add(minute(0), LongStream.of(1, 2));
        archives.add(minute(1), LongStream.of(1, 2));
        String log =
                """
                frame_number,timestamp
                1,2017-08-30T12:00:01Z
                2,1504094402.5
                1,2017-08-30T12:01:00.5
                2,2017-08-30T14:01:07+02:00
                2,yesterday
                """;
        assertThat(fill(log)).isEqualTo(new Filled(4, 1));
        assertThat(out.toString().lines().map(l -> l.substring(l.lastIndexOf(',') + 1)))
                .containsExactly("filename", FIRST, FIRST, SECOND, SECOND, "");
    }

    @Test
    void ends_of_lines_and_the_mark_of_an_editor_stay_as_they_are() throws IOException {
        archives.add(minute(0), LongStream.of(1));
        fill("\u00EF\u00BB\u00BFframe_number,timestamp\r\n1,0\r\n");
        assertThat(out).hasToString("\u00EF\u00BB\u00BFframe_number,timestamp,filename\r\n1,0," + FIRST + "\r\n");
    }

    @Test
    void what_is_no_log_is_told_by_its_name_and_a_storage_that_fails_is_not_the_logs_fault() {
        assertThatThrownBy(() -> LogFileNames.lack(new StringReader("a,b\n1,2\n"), "a.csv"))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("a.csv:1: the log has no column 'frame_number'");
        assertThatThrownBy(() -> LogFileNames.lack(new StringReader("frame_number\n\"1\n2\n"), "a.csv"))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("a.csv: not CSV");
        Reader failing = new FilterReader(new StringReader("frame_number\n1\n")) {
            @Override
            public int read(char[] buffer, int from, int length) throws IOException {
                throw new IOException("the network is gone");
            }
        };
        assertThatThrownBy(() -> LogFileNames.lack(failing, "a.csv"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the network is gone");
    }

    @Property(tries = 300)
    void no_byte_of_another_column_is_lost(
            @ForAll @CharRange(from = ' ', to = '\u00FF') @StringLength(min = 1, max = 12) String text)
            throws IOException {
        FrameArchives one = new FrameArchives();
        one.add(minute(0), LongStream.of(1));
        StringWriter copy = new StringWriter();
        String log = "frame_number,note,filename\n1,\"" + text.replace("\"", "\"\"") + "\",\n";
        LogFileNames.fill(new StringReader(log), "a.csv", one, copy);
        try (CSVParser filled = CSVParser.parse(copy.toString(), CSVFormat.DEFAULT)) {
            assertThat(filled.getRecords().get(1).toList()).containsExactly("1", text, FIRST);
        }
    }
}
