package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void on_windows_alone_the_case_of_a_variables_name_means_nothing() {
        assertThat(with(Map.of("OS", "Windows_NT", "Path", "C:/bin")).variable("PATH"))
                .contains("C:/bin");
        assertThat(with(Map.of("Path", "/bin")).variable("PATH")).isEmpty();
    }

    private static Surroundings with(Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Surroundings(Path.of(""), environment, nowhere, nowhere, false, Path.of(""), Clock.systemUTC());
    }
}
