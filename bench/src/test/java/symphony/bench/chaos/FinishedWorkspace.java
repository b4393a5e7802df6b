package symphony.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.pipeline.Provenance;
import symphony.core.session.Session;
import symphony.core.task.Role;

/** A workspace as a run leaves it in which nothing went wrong, without the run. */
final class FinishedWorkspace {
    private FinishedWorkspace() {}

    static ChaosWorkspace in(Path folder) throws IOException {
        ChaosWorkspace workspace = ChaosWorkspace.lay(folder, 1, 10, "");
        Session session = workspace.sessions().get(0);
        for (String key : workspace.expected(session)) {
            byte[] content = content(workspace, session, key);
            Files.createDirectories(workspace.stored(key).resolveSibling("."));
            Files.write(workspace.stored(key), content);
            record(workspace, session.root(), key, 0);
        }
        return workspace;
    }

    private static byte[] content(ChaosWorkspace workspace, Session session, String key) throws IOException {
        if (key.endsWith("rvm.csv")) {
            return workspace.map(session).format().getBytes(StandardCharsets.UTF_8);
        }
        if (key.endsWith("summary.json")) {
            String json = "{\"parts\":" + workspace.map(session).size() + "}";
            return json.getBytes(StandardCharsets.UTF_8);
        }
        if (!key.endsWith(".zip")) {
            return "row,vines\n1,10\n".getBytes(StandardCharsets.UTF_8);
        }
        String folder = session.root().relative(key).replaceFirst("/.*", "/");
        String role =
                switch (folder) {
                    case SessionRoot.FRAMES -> "preproc";
                    case SessionRoot.DETECTION -> "detection";
                    default -> "process";
                };
        String nonce = String.format("%-64s", "1.task-" + role);
        String effect = role + " " + StorageKeys.baseName(key) + " " + nonce.strip() + "\n";
        Files.writeString(workspace.effects(), effect, StandardOpenOption.APPEND);
        return ("PK" + nonce).getBytes(StandardCharsets.US_ASCII);
    }

    static void record(ChaosWorkspace workspace, SessionRoot root, String key, int run) throws IOException {
        Checksum sum = Checksum.of(workspace.stored(key));
        Provenance provenance = new Provenance(
                root.relative(key),
                sum,
                run,
                Role.PROCESS,
                List.of(),
                "",
                "",
                "",
                List.of(),
                Map.of(),
                "",
                "",
                "",
                "",
                "",
                "");
        Path file = workspace.stored(root.key(provenance.recordName().relativeKey()));
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, provenance.format());
    }
}
