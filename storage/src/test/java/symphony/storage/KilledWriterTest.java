package symphony.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.store.Publication;
import symphony.core.store.StoredObject;

/** A process that publishes without end is killed in the middle of it, again and again. */
class KilledWriterTest {
    private static final int KILLS = 4;

    @TempDir
    Path root;

    @Test
    void whatever_dies_when_a_listing_shows_only_whole_files_and_the_key_can_be_created_again() throws Exception {
        LocalStore store = new LocalStore(root);
        for (int kill = 0; kill < KILLS; kill++) {
            String prefix = "run" + kill + "/";
            Process writer = start(prefix);
            try {
                // at no moment does another see half of a file
                Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> {
                    List<StoredObject> seen = store.list(prefix);
                    assertThat(seen).allSatisfy(o -> assertThat(o.size()).isEqualTo(EndlessWriter.SIZE));
                    return seen.size() > 20;
                });
            } finally {
                writer.destroyForcibly().waitFor();
            }
            List<StoredObject> left = store.list(prefix);
            for (StoredObject object : left) {
                assertThat(store.read(object.key(), 0, EndlessWriter.SIZE)).isEqualTo(EndlessWriter.content());
            }
            assertThat(store.create(prefix + left.size(), EndlessWriter.content()))
                    .isEqualTo(Publication.CREATED);
        }
    }

    private Process start(String prefix) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        root.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(
                        Files.createTempFile(root.getParent(), "out", ".log").toFile())
                .start();
    }
}
