package symphony.bench.plan;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import symphony.bench.ResultsFolder;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;

/** The same question for Snakemake: two rules with a wildcard, the wanted files from a list. */
final class SnakemakeFile {
    private static final String RULES =
            """
            targets = [line.rstrip() for line in open("targets.txt")]

            rule all:
                input: targets

            rule detection:
                input: "preprocess-frames/{scan}-preprocess-{side}-{piece}of{of}.zip"
                output: "detection/{scan}-preprocess-{side}-{piece}of{of}.zip"
                shell: "cp {input} {output}"

            rule process:
                input: "detection/{scan}-preprocess-{side}-{piece}of{of}.zip"
                output: "process-frames/{side}-part{piece}of{of}-{scan}.zip"
                shell: "cp {input} {output}"

            wildcard_constraints:
                scan=r"[0-9_-]+",
                side=r"row[0-9]+-dir[12]",
                piece=r"[0-9]+",
                of=r"[0-9]+"
            """;

    private SnakemakeFile() {}

    /** Writes the rules and the list into the session's root. */
    static void write(ResultsFolder folder) throws IOException {
        Files.writeString(folder.root().resolve("Snakefile"), RULES);
        try (BufferedWriter out = Files.newBufferedWriter(folder.root().resolve("targets.txt"))) {
            for (PartName part : folder.parts()) {
                out.write(SessionRoot.PROCESS + StorageKeys.processFile(part) + "\n");
            }
        }
    }
}
