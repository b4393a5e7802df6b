package symphony.vision.postprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.VinesPerRow;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;
import symphony.vision.BadData;
import symphony.vision.Progress;
import symphony.vision.Stage;

/** Sums a session's parts into {@code summary.json} and what people look at; the summary is written last. */
public final class PostprocessStage implements Stage {
    @Override
    public void run(StageFolder folder, Task task, Progress progress) throws IOException {
        Session session = Session.parse(context(folder, "session.json"));
        RowVideoMap rvm = RowVideoMap.parse(context(folder, "rvm.csv"), "rvm.csv");
        SessionParts parts = SessionParts.read(folder.inputs(), rvm);
        progress.at(0.3, "parts read");
        Summary summary = new Summing(session, vinesPerRow(folder)).of(parts.parts());
        BlockMap map = BlockMap.of(session, summary);
        Optional<Calibration.Outcome> calibration = calibration(folder, summary);
        progress.at(0.5, "counted");
        byte[] png = YieldMap.png(summary, map);
        progress.at(0.8, "map drawn");
        Path out = Files.createDirectories(folder.outputs());
        Files.createDirectories(out.resolve("report"));
        Files.writeString(
                out.resolve("report/index.html"), new Report(session, rvm, parts, summary, calibration).html(png));
        Files.write(out.resolve("summary.png"), png);
        Files.writeString(out.resolve("summary.rows.csv"), SummaryFiles.rows(summary));
        Files.writeString(out.resolve("summary.vines.csv"), SummaryFiles.vines(summary, map));
        Files.writeString(out.resolve("summary.geojson"), SummaryFiles.geoJson(summary, map));
        Files.writeString(out.resolve("summary.json"), SummaryFiles.json(summary));
        progress.at(1, summary.total() + " visible clusters");
    }

    private static String context(StageFolder folder, String name) throws IOException {
        Path file = folder.context().resolve(name);
        if (!Files.exists(file)) {
            throw new BadData("context/" + name + " is missing; repair writes it again");
        }
        return Files.readString(file);
    }

    private static SortedMap<Integer, Integer> vinesPerRow(StageFolder folder) throws IOException {
        Path file = folder.context().resolve("vpr.csv");
        return Files.exists(file)
                ? VinesPerRow.parse(Files.readString(file), "vpr.csv").vines()
                : new TreeMap<>();
    }

    private static Optional<Calibration.Outcome> calibration(StageFolder folder, Summary summary) throws IOException {
        Path file = folder.context().resolve("calibration.csv");
        return Files.exists(file) ? Optional.of(Calibration.of(Files.readString(file), summary)) : Optional.empty();
    }
}
