package symphony.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.json.Json;

/** That each benchmark works, at a tiny size and without peers; not how fast anything is. */
class BenchmarksTest {
    @TempDir
    private Path results;

    @Test
    void the_queue_is_measured() throws IOException {
        int exit = Bench.run(
                "queue",
                "--only=enqueue,drain,pickup,busy,idle",
                "--tasks=300",
                "--pickups=5",
                "--busy-tasks=2",
                "--busy-millis=20",
                "--idle-workers=2",
                "--idle-seconds=1",
                "--rounds=1",
                "--no-peers",
                "--results=" + results);

        assertThat(exit).isZero();
        assertThat(figure("queue", "Enqueue", "symphony: enqueue with deduplication"))
                .isPositive();
        assertThat(figure("queue", "Drain", "symphony: complete and claim, 10 a call"))
                .isPositive();
        assertThat(figure("queue", "Pick-up from idle", "symphony: enqueue to claim, p99"))
                .isPositive();
        assertThat(figure("queue", "Idle workers", "commands sent, a worker")).isPositive();
    }

    @Test
    void planning_is_measured() throws IOException {
        int exit = Bench.run("plan", "--sizes", "40", "--rounds", "1", "--no-peers", "--results", results.toString());

        assertThat(exit).isZero();
        assertThat(figure("plan", "Plan of 40 row parts", "symphony repair --dry-run --json"))
                .isPositive();
    }

    @Test
    void verification_is_measured() throws IOException {
        int exit = Bench.run(
                "verify", "--task-files", "1", "--rounds", "1", "--no-peers", "--results", results.toString());

        assertThat(exit).isZero();
        assertThat(figure("verify", "Verification of 1 task files, 200 archives", "symphony verify --json"))
                .isPositive();
    }

    @Test
    void storage_is_measured() throws IOException {
        int exit = Bench.run(
                "storage", "--megabytes", "20", "--keys", "30", "--rounds", "1", "--results", results.toString());

        assertThat(exit).isZero();
        assertThat(figure("storage", "Upload of 20 MB", "symphony, checksums and conditions"))
                .isPositive();
        assertThat(figure("storage", "Listing of 33 keys", "symphony, checksums and conditions"))
                .isPositive();
        assertThat(figure("storage", "Plan of that session, from its listing", "requests for a page"))
                .isEqualTo(figure("storage", "Plan of that session, from its listing", "pages that there are"));
    }

    private double figure(String benchmark, String section, String name) throws IOException {
        JsonNode report = Json.parse(Files.readString(results.resolve(benchmark + ".json")));
        for (JsonNode s : report.get("sections")) {
            for (JsonNode f : s.get("figures")) {
                if (s.get("title").asText().equals(section)
                        && f.get("name").asText().equals(name)) {
                    return f.get("median").asDouble();
                }
            }
        }
        throw new AssertionError("no figure '" + name + "' under '" + section + "' in " + report);
    }
}
