package symphony.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.VinesPerRow;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.ExpectedOutput;
import symphony.core.stage.StageFolder;

/** Holds what a program made against what it had to make: what is published once stays. */
final class OutputCheck {
    private OutputCheck() {}

    /** @throws TaskFailed naming all outputs that are missing or wrong */
    static void check(StageFolder folder, List<ExpectedOutput> expected) throws TaskFailed {
        List<String> problems = new ArrayList<>();
        for (ExpectedOutput output : expected) {
            Path file = folder.outputs().resolve(output.fileName());
            String problem = problem(file, output);
            if (!problem.isEmpty()) {
                problems.add("outputs/" + output.fileName() + " " + problem);
            }
        }
        if (!problems.isEmpty()) {
            throw TaskFailed.counted("the program ended well, but " + String.join("; ", problems));
        }
    }

    /**
     * What a program made beyond {@code summary.json}: {@code summary.*} and what lies in {@code report/}, relative to
     * {@code outputs/}, steps joined by a slash, ordered.
     */
    static List<String> besideSummary(StageFolder folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.outputs())) {
            return files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .map(f -> folder.outputs().relativize(f).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith("report/") || name.matches("summary\\.[^/]+"))
                    .filter(name -> !name.equals("summary.json"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static String problem(Path file, ExpectedOutput output) {
        BasicFileAttributes there;
        try {
            there = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return "is missing";
        }
        if (!there.isRegularFile()) {
            return "is no regular file";
        }
        try {
            switch (output.kind()) {
                case ZIP -> {
                    if (there.size() < ZipCheck.SHORTEST) {
                        return "is no zip: " + there.size() + " bytes";
                    }
                    new ZipFile(file.toFile()).close();
                }
                case ROW_VIDEO_MAP -> RowVideoMap.parse(Files.readString(file), output.fileName());
                case VINES_PER_ROW -> VinesPerRow.parse(Files.readString(file), output.fileName());
                case SUMMARY -> Json.parse(Files.readString(file));
            }
            return "";
        } catch (IOException | MalformedFile | MalformedJson e) {
            return "cannot be read: " + e.getMessage();
        }
    }
}
