package symphony.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.session.Session;

/** Objects are deleted at every stage of many sessions; one repair brings back exactly what is needed of them. */
class RescueDrillIT {
    private static final int SESSIONS = 6;
    private static final int TASKS = 170;

    @TempDir
    private Path folder;

    private ChaosRedis redis;
    private ChaosWorkspace workspace;
    private final Random random = new Random(7);

    /** What a part may lose; whether its plan begins at a role, or nothing of it is due. */
    private enum Loss {
        ALL_OF_A_PART("preproc"),
        DETECTION_AND_PROCESS("detection"),
        PROCESS("process"),
        FRAMES_ALONE(""),
        DETECTION_ALONE(""),
        RECORDS_ALONE("");

        private final String due;

        Loss(String due) {
            this.due = due;
        }

        List<String> keys(SessionRoot root, PartName part) {
            return switch (this) {
                case ALL_OF_A_PART -> List.of(root.frames(part), root.detection(part), root.process(part));
                case DETECTION_AND_PROCESS -> List.of(root.detection(part), root.process(part));
                case PROCESS -> List.of(root.process(part));
                case FRAMES_ALONE -> List.of(root.frames(part));
                case DETECTION_ALONE -> List.of(root.detection(part));
                case RECORDS_ALONE -> List.of();
            };
        }
    }

    @BeforeEach
    void lay_a_workspace() throws IOException {
        redis = new ChaosRedis(folder);
        workspace = ChaosWorkspace.lay(folder, SESSIONS, TASKS, "redis: {url: '" + redis.uri() + "'}\n");
    }

    @AfterEach
    void stop_redis() {
        redis.close();
    }

    @Test
    void what_is_deleted_of_finished_sessions_comes_back_and_nothing_else_is_touched() throws Exception {
        succeeds("repair");
        succeeds("work", "--until-idle", "--processes", "2");
        Set<String> due = new TreeSet<>();
        Set<String> gone = new TreeSet<>();
        Map<String, Integer> planned = new TreeMap<>();
        for (Session session : workspace.sessions()) {
            lose(session, due, gone, planned);
        }
        Map<String, String> before = files();
        long attempts = attempts();

        JsonNode plan =
                Json.parse(succeeds("repair", "--dry-run", "--json").out().strip());
        Map<String, Integer> found = new TreeMap<>();
        plan.get("tasks").forEach(task -> found.merge(task.get("role").asText(), 1, Integer::sum));
        assertThat(found).isEqualTo(planned);
        succeeds("repair");
        succeeds("work", "--until-idle", "--processes", "2");

        Map<String, String> after = files();
        assertThat(after.keySet()).containsAll(due).doesNotContainAnyElementsOf(gone);
        assertThat(after).as("all else is the file that it was").containsAllEntriesOf(before);
        long summaries = SESSIONS;
        long zips = due.stream().filter(key -> key.endsWith(".zip")).count();
        assertThat(attempts() - attempts).isEqualTo(zips + summaries);
        assertThat(Json.parse(succeeds("repair", "--dry-run", "--json").out().strip())
                        .get("tasks"))
                .isEmpty();
    }

    @Test
    void what_is_deleted_while_sessions_run_and_their_worker_dies_comes_back_by_one_repair() throws Exception {
        succeeds("repair");
        Process worker = Command.symphony(folder, folder.resolve("worker.log"), List.of("work", "--processes", "2"));
        while (attempts() < TASKS / 2) {
            assertThat(worker.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        worker.destroyForcibly().waitFor();
        List<String> there = files().keySet().stream()
                .filter(key -> !key.endsWith("session.json"))
                .collect(Collectors.toCollection(ArrayList::new));
        for (String key : there) {
            if (random.nextInt(4) == 0 || key.endsWith("/summary.json")) {
                Files.delete(workspace.stored(key));
            }
        }

        succeeds("repair");
        succeeds("work", "--until-idle", "--processes", "2");

        Set<String> all = files().keySet();
        for (Session session : workspace.sessions()) {
            assertThat(all).contains(session.root().rvm(), session.root().summary());
            for (RowPart part : workspace.map(session).parts()) {
                assertThat(all).contains(session.root().process(part.name()));
            }
        }
        assertThat(Json.parse(succeeds("repair", "--dry-run", "--json").out().strip())
                        .get("tasks"))
                .isEmpty();
    }

    /** Each kind of loss to a part of its own; and the summary. */
    private void lose(Session session, Set<String> due, Set<String> gone, Map<String, Integer> planned)
            throws IOException {
        SessionRoot root = session.root();
        List<PartName> parts = new ArrayList<>(
                workspace.map(session).parts().stream().map(RowPart::name).toList());
        Collections.shuffle(parts, random);
        ArchiveName preprocessed = parts.get(0).archive();
        boolean isDue = false;
        for (Loss loss : Loss.values()) {
            if (parts.isEmpty()) {
                break;
            }
            PartName part = parts.remove(0);
            if (loss == Loss.RECORDS_ALONE) {
                deleteRecords(root, root.relative(root.frames(part)));
            }
            if (loss == Loss.ALL_OF_A_PART) {
                preprocessed = part.archive();
            }
            // one that is not needed comes back all the same where its archive is preprocessed again
            boolean comesBack = !loss.due.isEmpty()
                    || (loss == Loss.FRAMES_ALONE && part.archive().equals(preprocessed));
            for (String key : loss.keys(root, part)) {
                Files.delete(workspace.stored(key));
                (comesBack ? due : gone).add(key);
            }
            if (!loss.due.isEmpty()) {
                planned.merge(loss.due, 1, Integer::sum);
                isDue = true;
            }
        }
        assertThat(isDue).isTrue();
        Files.delete(workspace.stored(root.summary()));
        if (random.nextBoolean()) {
            Files.delete(workspace.stored(root.vpr()));
            due.add(root.vpr());
        }
    }

    private void deleteRecords(SessionRoot root, String artifact) throws IOException {
        Path file = workspace.stored(root.records() + artifact);
        try (var records = Files.newDirectoryStream(
                Objects.requireNonNull(file.getParent()), StorageKeys.baseName(artifact) + "~*")) {
            for (Path record : records) {
                Files.delete(record);
            }
        }
    }

    /** By key: what tells one file from another. */
    private Map<String, String> files() throws IOException {
        Map<String, String> found = new HashMap<>();
        try (var all = Files.walk(workspace.stored(""))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String key = workspace.storage().relativize(file).toString();
                if (key.contains("/results/") && !key.contains("/.symphony/") && !key.contains("/logs/")) {
                    BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                    found.put(key, a.fileKey() + " " + a.lastModifiedTime());
                }
            }
        }
        return found;
    }

    private long attempts() throws IOException {
        return Files.readAllLines(workspace.effects()).size();
    }

    private Command.Answer succeeds(String... arguments) throws IOException, InterruptedException {
        Command.Answer answer = Command.run(folder, arguments);
        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        return answer;
    }
}
