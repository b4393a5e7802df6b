package symphony.vision.detection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.core.json.Json;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;
import symphony.vision.BadData;
import symphony.vision.Progress;
import symphony.vision.Stage;
import symphony.vision.image.OpenCv;
import symphony.vision.zip.ArtifactZip;

/**
 * From a zip of frames to a zip of the fruit seen in them: {@code detections.csv}, and {@code detector.json}, which says
 * who found it and that it is calibrated against nothing.
 */
public final class DetectionStage implements Stage {
    @Override
    public void run(StageFolder folder, Task task, Progress progress) throws IOException {
        DetectorSettings settings = DetectorSettings.of(task.detectionParams());
        List<Path> inputs;
        try (Stream<Path> files = Files.list(folder.inputs())) {
            inputs = files.filter(f -> f.toString().endsWith(".zip")).sorted().toList();
        }
        if (inputs.isEmpty()) {
            throw new BadData("inputs/ holds no zip of frames");
        }
        OpenCv.load();
        Files.createDirectories(folder.outputs());
        ClassicalDetector detector = new ClassicalDetector(settings);
        for (Path input : inputs) {
            detect(input, folder.outputs().resolve(input.getFileName()), detector, settings, progress);
        }
    }

    private static void detect(
            Path input, Path output, ClassicalDetector detector, DetectorSettings settings, Progress progress)
            throws IOException {
        StringBuilder lines = new StringBuilder("frame_number,x,y,width,height,score,class\n");
        ObjectNode about = Json.object()
                .put("name", ClassicalDetector.NAME)
                .put("version", ClassicalDetector.VERSION)
                .put("calibrated", false);
        about.set("parameters", settings.toJson());
        int seen = 0;
        int broken = 0;
        try (FrameZip frames = FrameZip.open(input)) {
            for (long number : frames.numbers()) {
                Optional<ClassicalDetector.Found> found = detector.detect(frames.jpeg(number));
                if (found.isEmpty()) {
                    broken++;
                } else {
                    seen++;
                    found.get().boxes().forEach(b -> lines.append(line(number, b)));
                    about.put("frame_width", found.get().width())
                            .put("frame_height", found.get().height());
                }
                progress.at((seen + broken) / (double) frames.numbers().size(), "frames");
            }
        }
        if (seen == 0 && broken > 0) {
            throw new BadData(input.getFileName() + ": none of its " + broken
                    + " frames is a whole JPEG; delete it and do preproc again");
        }
        about.put("frames", seen).put("damaged_frames", broken);
        try (ArtifactZip zip = new ArtifactZip(output)) {
            zip.add("detections.csv", lines.toString());
            zip.add("detector.json", Json.pretty(about));
        }
    }

    private static String line(long frame, Box b) {
        return String.format(
                Locale.ROOT,
                "%d,%.1f,%.1f,%.1f,%.1f,%.3f,cluster\n",
                frame,
                b.x(),
                b.y(),
                b.width(),
                b.height(),
                b.score());
    }
}
