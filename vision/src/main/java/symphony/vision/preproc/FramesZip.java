package symphony.vision.preproc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import symphony.vision.zip.ArtifactZip;

/**
 * Writes one part's frames: the pictures as they came, {@code frames.csv}, and {@code missing.csv}, which lists what the
 * log names and the archive lacks or holds damaged.
 */
final class FramesZip {
    private FramesZip() {}

    static void write(Path file, PartFrames part, SharpestFrames seen) throws IOException {
        StringBuilder frames = new StringBuilder("frame_number,timestamp,along_m,sharpness,shift_x_px,shift_y_px\n");
        try (ArtifactZip zip = new ArtifactZip(file);
                FrameMotion motion = new FrameMotion()) {
            List<Window> windows =
                    part.windows().stream().filter(w -> w.chosen().isPresent()).toList();
            for (Window window : windows) {
                Window.Chosen chosen = window.chosen().orElseThrow();
                byte[] jpeg = window.jpeg();
                zip.add(chosen.frame().number() + ".jpg", jpeg);
                frames.append(line(chosen, motion.next(jpeg)));
            }
            zip.add("frames.csv", frames.toString());
            zip.add("missing.csv", missing(part.frames(), seen));
        }
    }

    private static String line(Window.Chosen chosen, Optional<FrameMotion.Shift> shift) {
        return String.format(
                Locale.ROOT,
                "%d,%.3f,%.3f,%.1f,%s\n",
                chosen.frame().number(),
                chosen.frame().timestamp(),
                chosen.frame().along(),
                chosen.sharpness(),
                shift.map(s -> String.format(Locale.ROOT, "%.1f,%.1f", s.x(), s.y()))
                        .orElse(","));
    }

    private static String missing(List<PlacedFrame> frames, SharpestFrames seen) {
        StringBuilder lines = new StringBuilder("frame_number,timestamp,reason\n");
        for (PlacedFrame frame : frames) {
            boolean absent = !seen.isPresent(frame.number());
            if (absent || seen.isBroken(frame.number())) {
                lines.append(String.format(
                        Locale.ROOT, "%d,%.3f,%s\n", frame.number(), frame.timestamp(), absent ? "absent" : "damaged"));
            }
        }
        return lines.toString();
    }
}
