package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandsTest {
    private static final String SCAN = "2017-08-30_13-17";

    @TempDir
    private Path directory;

    @Test
    void of_two_clients_scans_of_one_id_the_one_that_is_named_has_its_log_completed() throws IOException {
        log("ash");
        log("oak");
        InProcess cli = new InProcess(directory);
        assertThat(cli.run("scan", "fix-log", "oak/" + SCAN, "--json")
                        .json()
                        .at("/logs/0/log")
                        .asText())
                .isEqualTo("oak/" + SCAN + "/" + SCAN + "_22179657.csv");
        cli.run("scan", "fix-log", SCAN).refuses(2, "write it whole");
    }

    @Test
    void a_scan_that_only_the_registry_knows_has_no_log_to_complete() throws IOException {
        Files.writeString(
                directory.resolve("farm.json"),
                "{\"clients\":[{\"id\":\"oak\",\"name\":\"Oak\",\"farms\":[{\"name\":\"Bench\"}],\"scans\":[{\"scanid\":\""
                        + SCAN + "\",\"farm\":\"Bench\"}]}]}");
        InProcess cli = new InProcess(directory);
        cli.run("registry", "import", "farm.json").refuses(1, "Imported 1 client");
        cli.run("scan", "fix-log", SCAN).refuses(1, "the registry alone knows it");
    }

    private void log(String client) throws IOException {
        Path scan = directory.resolve("storage").resolve(client).resolve(SCAN);
        Files.createDirectories(scan);
        Files.writeString(
                scan.resolve(SCAN + "_22179657.csv"), "frame_number,timestamp,latitude,longitude\n1,1504099020,,\n");
    }
}
