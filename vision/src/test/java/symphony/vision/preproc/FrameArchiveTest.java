package symphony.vision.preproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import symphony.vision.BadData;

class FrameArchiveTest {
    private static final byte[] BYTES = new byte[700];

    private final List<Long> read = new ArrayList<>();

    private final FrameArchive.Frames all = new FrameArchive.Frames() {
        @Override
        public boolean wants(long number) {
            return true;
        }

        @Override
        public void take(long number, byte[] jpeg) {
            read.add(number);
        }
    };

    private FrameArchive.Tally read(byte[] archive) throws IOException {
        return new FrameArchive("a.tar.gz", 10_000, 1_000_000).read(new ByteArrayInputStream(archive), all);
    }

    private static void file(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, byte kind, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    @Test
    void frames_are_read_whether_or_not_their_names_begin_with_a_dot() throws IOException {
        byte[] archive = FilmedRow.archive(tar -> {
            file(tar, "7.jpg", BYTES);
            tar.putArchiveEntry(new TarArchiveEntry("./"));
            tar.closeArchiveEntry();
            file(tar, "./8.jpg", BYTES);
        });
        assertThat(read(archive)).isEqualTo(new FrameArchive.Tally(2, 0));
        assertThat(read).containsExactly(7L, 8L);
    }

    @Test
    void what_is_no_plain_frame_is_passed_over_and_counted() throws IOException {
        byte[] archive = FilmedRow.archive(tar -> {
            file(tar, "../1.jpg", BYTES);
            file(tar, "/etc/2.jpg", BYTES);
            file(tar, "a/3.jpg", BYTES);
            file(tar, "4.jpg.exe", BYTES);
            link(tar, "5.jpg", TarConstants.LF_SYMLINK, "/etc/passwd");
            link(tar, "6.jpg", TarConstants.LF_LINK, "1.jpg");
            link(tar, "7.jpg", TarConstants.LF_FIFO, "");
            link(tar, "8.jpg", TarConstants.LF_CHR, "");
            file(tar, "x".repeat(300), BYTES);
            file(tar, "9.jpg", BYTES);
        });
        assertThat(read(archive)).isEqualTo(new FrameArchive.Tally(1, 9));
        assertThat(read).containsExactly(9L);
    }

    @Test
    void a_frame_larger_than_any_frame_is_refused_before_it_is_read() {
        byte[] archive = FilmedRow.archive(tar -> file(tar, "1.jpg", new byte[10_001]));
        assertThatThrownBy(() -> read(archive)).isInstanceOf(BadData.class).hasMessageContaining("a.tar.gz: frame 1");
        assertThat(read).isEmpty();
    }

    @Test
    void an_archive_that_unpacks_without_end_is_refused() {
        byte[] archive = FilmedRow.archive(tar -> {
            for (int i = 0; i < 200; i++) {
                file(tar, i + ".jpg", new byte[9_000]);
            }
        });
        assertThatThrownBy(() -> read(archive)).isInstanceOf(BadData.class).hasMessageContaining("unpacks to more");
    }

    @Test
    void a_name_that_fills_memory_is_refused() throws IOException {
        // the long name of a GNU archive lies in an entry of its own, whose size is the attacker's to choose
        TarArchiveEntry header = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        header.setSize(1L << 30);
        byte[] block = new byte[512];
        header.writeEntryHeader(block);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(block);
            gzip.write("a".repeat(8 << 20).getBytes(StandardCharsets.US_ASCII));
        }
        FrameArchive archive = new FrameArchive("a.tar.gz");
        assertThatThrownBy(() -> archive.read(new ByteArrayInputStream(bytes.toByteArray()), all))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("header longer than any file name");
    }

    @Test
    void an_archive_cut_anywhere_is_bad_data() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        byte[] noise = new byte[3_000];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < 5; i++) {
            entries.put(i + ".jpg", noise);
        }
        byte[] whole = FilmedRow.archive(entries);
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(BadData.class).hasMessageStartingWith("a.tar.gz: cut");
        }
    }

    @Test
    void what_is_no_archive_at_all_is_bad_data() {
        assertThatThrownBy(() -> read("hello, world, this is no archive".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("before its first frame");
    }

    @Test
    void an_error_of_the_disk_is_no_error_of_the_archive() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> new FrameArchive("a.tar.gz").read(failing, all))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
    }
}
