package symphony.vision.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;
import symphony.vision.BadData;
import symphony.vision.Progress;
import symphony.vision.Stage;
import symphony.vision.process.PartZips.ImageSize;
import symphony.vision.zip.ArtifactZip;

/**
 * Turns the detections of a row part into clusters: {@code clusters.csv}, {@code tracks.csv} with the boxes of each, and
 * {@code process.json}, see {@link PartNotes}.
 */
public final class ProcessStage implements Stage {
    @Override
    public void run(StageFolder folder, Task task, Progress progress) throws IOException {
        for (PartName part : task.parts()) {
            process(folder, part);
            progress.at(1, part.toString());
        }
    }

    private static void process(StageFolder folder, PartName part) throws IOException {
        String file = StorageKeys.framesFile(part);
        Path boxes = folder.inputs().resolve(file);
        if (!Files.exists(boxes)) {
            throw new BadData("inputs/" + file + ": the detection zip is missing; repair does the detection again");
        }
        List<Detection> detections = PartZips.detections(boxes);
        Path zip = folder.context().resolve(SessionRoot.FRAMES).resolve(file);
        if (!Files.exists(zip)) {
            throw new BadData("context/" + SessionRoot.FRAMES + file
                    + ": the frames zip is missing, and without it no box has a place; do preproc again");
        }
        PartZips.Frames frames = PartZips.frames(zip);
        check(detections, frames, file);
        PartContext context = PartContext.read(folder, part);
        Count.Result result = frames.frames().isEmpty()
                ? new Count.Result(List.of(), new PartNotes(0, "", 0, 0, 1, 0, List.of()))
                : new Count(
                                frames.frames(),
                                detections,
                                frames.size().map(ImageSize::width).orElse(1),
                                context.forwardIsRight(),
                                context.vines())
                        .run();
        Files.createDirectories(folder.outputs());
        try (ArtifactZip out = new ArtifactZip(folder.outputs().resolve(StorageKeys.processFile(part)))) {
            out.add(
                    "clusters.csv",
                    ClusterTable.format(result.clusters().stream()
                            .map(Count.Counted::cluster)
                            .toList()));
            out.add("tracks.csv", tracks(result.clusters()));
            out.add(PartNotes.FILE, result.notes().format());
        }
    }

    private static void check(List<Detection> detections, PartZips.Frames frames, String file) {
        if (detections.isEmpty()) {
            return;
        }
        if (frames.size().isEmpty()) {
            throw new BadData("context/" + SessionRoot.FRAMES + file
                    + ": holds no jpg, so the size of the frames is not known; do preproc again");
        }
        Set<Long> known =
                frames.frames().stream().map(SelectedFrame::number).collect(Collectors.toCollection(HashSet::new));
        for (Detection d : detections) {
            if (!known.contains(d.frame())) {
                throw new BadData(file + ": detections.csv names frame " + d.frame()
                        + ", which the frames zip's frames.csv does not hold; do the detection again");
            }
        }
    }

    private static String tracks(List<Count.Counted> clusters) {
        StringBuilder out = new StringBuilder("cluster,frame_number,x,y,width,height,score\n");
        for (Count.Counted c : clusters) {
            for (Detection d : c.boxes()) {
                out.append(String.format(
                        Locale.ROOT,
                        "%d,%d,%.1f,%.1f,%.1f,%.1f,%.3f\n",
                        c.cluster().number(),
                        d.frame(),
                        d.x(),
                        d.y(),
                        d.width(),
                        d.height(),
                        d.score()));
            }
        }
        return out.toString();
    }
}
