package symphony.vision.preproc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.StorageKeys;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;
import symphony.vision.BadData;
import symphony.vision.Progress;
import symphony.vision.Stage;
import symphony.vision.image.OpenCv;

/**
 * From one archive of frames to a zip for each row part in it: a frame every 0.12 m, the sharpest of each stretch, as it
 * came from the camera.
 */
public final class PreprocStage implements Stage {
    /** A cluster then has six views or more where the picture shows a metre. */
    private static final double SPACING_METRES = 0.12;
    /** The field of {@code task.json} by which a worker asks for some of the outputs only. */
    private static final String OUTPUTS = "outputs";

    @Override
    public void run(StageFolder folder, Task task, Progress progress) throws IOException {
        Path input = archive(folder);
        ArchiveName archive = StorageKeys.parseArchive(input.getFileName().toString())
                .orElseThrow(() -> new BadData("inputs/" + input.getFileName() + " has no archive's name"));
        ScanContext context = ScanContext.read(folder, archive);
        List<RowPart> wanted = wanted(context.map(), archive, task);
        OpenCv.load();
        Files.createDirectories(folder.outputs());
        Path spool = Files.createTempDirectory(folder.path(), "spool-");
        try {
            List<PartFrames> parts = new ArrayList<>();
            for (RowPart part : wanted) {
                parts.add(PartFrames.of(part, context.frames(part), SPACING_METRES, spool));
            }
            SharpestFrames seen = new SharpestFrames(parts);
            read(input, parts, seen, progress);
            for (int i = 0; i < parts.size(); i++) {
                PartFrames part = parts.get(i);
                FramesZip.write(
                        folder.outputs()
                                .resolve(StorageKeys.framesFile(part.part().name())),
                        part,
                        seen);
                progress.at(
                        0.8 + 0.2 * (i + 1) / parts.size(), part.part().name().toString());
            }
        } finally {
            delete(spool);
        }
    }

    private static void read(Path input, List<PartFrames> parts, SharpestFrames seen, Progress progress)
            throws IOException {
        String name = input.getFileName().toString();
        FrameArchive.Tally tally;
        try (InputStream file = new Counted(Files.newInputStream(input), Files.size(input), progress)) {
            tally = new FrameArchive(name).read(file, seen);
        }
        if (seen.whole() == 0) {
            throw new BadData(name + ": none of the "
                    + parts.stream().mapToInt(p -> p.frames().size()).sum()
                    + " frames that the log names for its row parts is there and whole (" + tally.frames()
                    + " frames in the archive); upload the archive again, or mend the log");
        }
        if (tally.refused() > 0) {
            progress.at(0.8, tally.refused() + " entries of " + name + " that are no frames were passed over");
        }
    }

    private static Path archive(StageFolder folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.inputs())) {
            List<Path> all = files.toList();
            if (all.size() != 1) {
                throw new BadData("inputs/ must hold the one archive, found " + all.size() + " files");
            }
            return all.get(0);
        }
    }

    private static List<RowPart> wanted(RowVideoMap map, ArchiveName archive, Task task) {
        List<RowPart> all = map.byArchive().getOrDefault(archive, List.of());
        if (all.isEmpty()) {
            throw new BadData("rvm.csv: no row is seen in " + archive + "; nothing to take from it");
        }
        Set<String> names = new TreeSet<>();
        JsonNode list = task.unknown().get(OUTPUTS);
        if (list != null && list.isArray()) {
            list.forEach(n -> names.add(StorageKeys.baseName(n.asText())));
        }
        return names.isEmpty()
                ? all
                : all.stream()
                        .filter(p -> names.contains(StorageKeys.framesFile(p.name())))
                        .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
