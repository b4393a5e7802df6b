package symphony.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.pipeline.Provenance;
import symphony.core.session.Session;

/** Holds what lies in storage after a run against what the programs did: each artifact there, whole, once, of one attempt. */
final class Checker {
    private final ChaosWorkspace workspace;
    private final List<String> violations = new ArrayList<>();
    /** By file name: the attempts that made it. */
    private final Map<String, Set<String>> attempts = new HashMap<>();

    private int runs;
    private int artifacts;
    private int withoutRecord;

    Checker(ChaosWorkspace workspace) {
        this.workspace = workspace;
    }

    /** @return what does not hold, each with the history of what it concerns */
    List<String> check() throws IOException {
        for (String line : Files.readAllLines(workspace.effects())) {
            String[] words = line.split(" ");
            runs++;
            attempts.computeIfAbsent(words[0] + " " + words[1], k -> new HashSet<>())
                    .add(words[2]);
        }
        for (Session session : workspace.sessions()) {
            check(session);
        }
        return List.copyOf(violations);
    }

    /** How many outputs programs made. */
    int runs() {
        return runs;
    }

    int artifacts() {
        return artifacts;
    }

    /** Their maker was killed between publication and record. */
    int withoutRecord() {
        return withoutRecord;
    }

    private void check(Session session) throws IOException {
        SessionRoot root = session.root();
        Map<String, List<RecordName>> records = records(root);
        Map<String, Checksum> sums = new HashMap<>();
        for (String key : workspace.expected(session)) {
            Path file = workspace.stored(key);
            if (!Files.isRegularFile(file)) {
                violation(key, "was never published");
                continue;
            }
            artifacts++;
            sums.put(root.relative(key), Checksum.of(file));
            checkMaker(session, key, Files.readAllBytes(file));
        }
        for (Map.Entry<String, Checksum> artifact : sums.entrySet()) {
            checkRecords(root, artifact.getKey(), sums, records.getOrDefault(artifact.getKey(), List.of()));
        }
        leftovers(session);
    }

    private Map<String, List<RecordName>> records(SessionRoot root) throws IOException {
        Map<String, List<RecordName>> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(workspace.stored(root.records()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String key = workspace.stored(root.prefix()).relativize(file).toString();
                Optional<RecordName> name = RecordName.parse(key);
                if (name.isEmpty()) {
                    violation(key, "is no record's name");
                } else {
                    found.computeIfAbsent(name.get().artifact(), a -> new ArrayList<>())
                            .add(name.get());
                }
            }
        }
        return found;
    }

    private void checkMaker(Session session, String key, byte[] content) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        if (name.endsWith(".zip")) {
            String role = key.contains("/" + SessionRoot.FRAMES)
                    ? "preproc"
                    : key.contains("/" + SessionRoot.DETECTION) ? "detection" : "process";
            int from = content.length - ChaosWorkspace.NONCE_BYTES;
            String nonce = from < 0
                    ? "torn"
                    : new String(Arrays.copyOfRange(content, from, content.length), StandardCharsets.US_ASCII).strip();
            if (!attempts.getOrDefault(role + " " + name, Set.of()).contains(nonce)) {
                violation(key, "is torn, or of no attempt that is known: '" + nonce + "'");
            }
        } else if (name.equals("summary.json")) {
            int parts = Json.parse(new String(content, StandardCharsets.UTF_8))
                    .get("parts")
                    .asInt();
            if (parts != workspace.map(session).size()) {
                violation(
                        key,
                        "was made of " + parts + " parts of "
                                + workspace.map(session).size());
            }
        } else if (name.equals("rvm.csv")
                && !new String(content, StandardCharsets.UTF_8)
                        .equals(workspace.map(session).format())) {
            violation(key, "is another map than its program wrote");
        }
    }

    private void checkRecords(SessionRoot root, String artifact, Map<String, Checksum> sums, List<RecordName> records)
            throws IOException {
        if (records.isEmpty()) {
            withoutRecord++;
            return;
        }
        Checksum sum = sums.getOrDefault(artifact, new Checksum(0, ""));
        List<RecordName> telling = records.stream()
                .filter(r -> r.size() == sum.size() && r.sha256().equals(sum.sha256()))
                .toList();
        // A summary that has no record yet says nothing of what it was made of: it is made again, and then its record
        // may come.
        boolean overtaken = artifact.equals("summary.json") && telling.size() == 1;
        if (records.size() > 1 && !overtaken) {
            violation(root.key(artifact), "was published " + records.size() + " times: " + records);
        }
        RecordName record = telling.isEmpty() ? records.get(0) : telling.get(0);
        if (telling.isEmpty()) {
            violation(root.key(artifact), "is not what its record says: " + sum + " beside " + record);
        }
        Path file = workspace.stored(root.key(record.relativeKey()));
        for (Provenance.Source input : Provenance.parse(Files.readString(file)).inputs()) {
            Checksum now = sums.get(input.name());
            if (now != null && !now.equals(input.checksum())) {
                violation(root.key(artifact), "was made of another " + input.name() + " than lies there");
            }
        }
    }

    private void leftovers(Session session) throws IOException {
        SessionRoot root = session.root();
        Set<String> known = new HashSet<>(workspace.expected(session));
        known.add(root.session());
        try (Stream<Path> files = Files.walk(workspace.stored(root.prefix()))) {
            files.filter(Files::isRegularFile)
                    .map(file -> workspace.storage().relativize(file).toString())
                    .filter(key -> !known.contains(key) && !key.startsWith(root.key(".symphony")))
                    .filter(key -> !key.startsWith(root.key("logs/")))
                    .forEach(key -> violation(key, "is nobody's"));
        }
    }

    private void violation(String key, String what) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        violations.add(key + " " + what + "\n    attempts: "
                + attempts.entrySet().stream()
                        .filter(e -> e.getKey().endsWith(" " + name))
                        .map(Object::toString)
                        .toList());
    }
}
