package symphony.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    private static final NativeLibrary LIBRARY =
            NativeLibrary.of(System.getProperty("os.name"), System.getProperty("os.arch"));

    @TempDir
    Path dir;

    private static Properties properties(String home) {
        Properties p = new Properties();
        p.setProperty("user.home", home);
        p.setProperty("user.name", "anna");
        p.setProperty("java.io.tmpdir", "/tmp");
        return p;
    }

    @Test
    void the_cache_is_the_user_s_and_the_temporary_folder_is_the_last_resort() {
        assertThat(CacheFolder.candidates(Map.of("XDG_CACHE_HOME", "/c"), properties("/home/anna")))
                .containsExactly(Path.of("/c/symphony"), Path.of("/tmp/symphony-anna"));
        assertThat(CacheFolder.candidates(Map.of(), properties("/home/anna")))
                .containsExactly(Path.of("/home/anna/.cache/symphony"), Path.of("/tmp/symphony-anna"));
        assertThat(CacheFolder.candidates(Map.of("XDG_CACHE_HOME", "relative"), properties("?")))
                .containsExactly(Path.of("/tmp/symphony-anna"));
    }

    @Test
    void it_is_unpacked_once_and_nothing_else_is_left() throws IOException {
        Path first = LIBRARY.unpack(List.of(dir.resolve("cache")));
        Object made = Files.readAttributes(first, "lastModifiedTime,fileKey").toString();
        Path second = LIBRARY.unpack(List.of(dir.resolve("cache")));
        assertThat(second).isEqualTo(first);
        assertThat(Files.readAttributes(second, "lastModifiedTime,fileKey").toString())
                .isEqualTo(made);
        try (Stream<Path> files = Files.list(first.getParent())) {
            assertThat(files).containsExactly(first);
        }
    }

    @Test
    void one_that_was_cut_short_is_unpacked_again() throws IOException {
        Path file = LIBRARY.unpack(List.of(dir.resolve("cache")));
        long whole = Files.size(file);
        Files.write(file, new byte[10]);
        assertThat(Files.size(LIBRARY.unpack(List.of(dir.resolve("cache"))))).isEqualTo(whole);
    }

    @Test
    void a_folder_that_cannot_be_used_is_passed_over_for_the_next() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "in the way");
        assertThat(LIBRARY.unpack(List.of(file, dir.resolve("good")))).startsWith(dir.resolve("good"));
        assertThatThrownBy(() -> LIBRARY.unpack(List.of(file))).isInstanceOf(IOException.class);
    }

    @Test
    void a_machine_without_a_library_is_told_so() {
        assertThatThrownBy(() -> NativeLibrary.of("Linux", "riscv64"))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("no OpenCV library for Linux on riscv64");
    }
}
