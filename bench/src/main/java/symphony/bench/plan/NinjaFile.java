package symphony.bench.plan;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import symphony.bench.ResultsFolder;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;

/** The same question for ninja: each part's detection from its frames, its clusters from its detection. */
final class NinjaFile {
    private NinjaFile() {}

    /**
     * Writes the build file into the session's root. The rule is a generator's, so that ninja needs no log of commands:
     * that spares it reading one.
     */
    static void write(ResultsFolder folder) throws IOException {
        Path file = folder.root().resolve("build.ninja");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("rule stage\n  command = cp $in $out\n  generator = 1\n");
            for (PartName part : folder.parts()) {
                String frames = SessionRoot.FRAMES + StorageKeys.framesFile(part);
                String detection = SessionRoot.DETECTION + StorageKeys.framesFile(part);
                out.write("build " + detection + ": stage " + frames + "\n");
                out.write(
                        "build " + SessionRoot.PROCESS + StorageKeys.processFile(part) + ": stage " + detection + "\n");
            }
        }
    }
}
