package symphony.vision.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import symphony.vision.BadData;

/** Reads the two zips that process is given. */
final class PartZips {
    private static final List<String> BOX = List.of("frame_number", "x", "y", "width", "height", "score");

    private PartZips() {}

    /** Pixels of a frame. */
    record ImageSize(int width, int height) {}

    /** What the frames zip says, ordered as driven. */
    record Frames(List<SelectedFrame> frames, Optional<ImageSize> size) {}

    /** @throws BadData where the zip is none, holds no {@code detections.csv}, or that file is wrong */
    static List<Detection> detections(Path zip) throws IOException {
        String text = entry(
                zip,
                "detections.csv",
                "the detection program wrote no boxes; see its log, or set another one under stages: detection in"
                        + " symphony.yaml and do the detection again");
        List<Detection> found = new ArrayList<>();
        Set<Detection> seen = new HashSet<>();
        Table.read(text, zip.getFileName() + ": detections.csv", BOX, row -> {
            Detection d = new Detection(
                    row.whole("frame_number"),
                    row.number("x"),
                    row.number("y"),
                    row.number("width"),
                    row.number("height"),
                    row.number("score"));
            if (d.width() <= 0 || d.height() <= 0) {
                throw row.wrong("a box of " + d.width() + " x " + d.height() + " pixels");
            }
            if (d.score() < 0 || d.score() > 1) {
                throw row.wrong("score must be from 0 to 1, found " + d.score());
            }
            if (!seen.add(d)) {
                throw row.wrong("the same box of frame " + d.frame() + " stands already on a line before");
            }
            found.add(d);
        });
        return found;
    }

    /** @throws BadData where the zip is none or its {@code frames.csv} lacks or is wrong */
    static Frames frames(Path zip) throws IOException {
        String text = entry(zip, "frames.csv", "preproc did not finish it; do preproc again");
        List<SelectedFrame> frames = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        Table.read(text, zip.getFileName() + ": frames.csv", List.of("frame_number", "along_m"), row -> {
            SelectedFrame f =
                    new SelectedFrame(row.whole("frame_number"), row.number("along_m"), row.optional("shift_x_px"));
            if (!numbers.add(f.number())) {
                throw row.wrong("frame " + f.number() + " stands already on a line before");
            }
            frames.add(f);
        });
        frames.sort(Comparator.comparingLong(SelectedFrame::number));
        return new Frames(frames, imageSize(zip));
    }

    private static String entry(Path zip, String name, String remedy) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ZipEntry entry = file.getEntry(name);
            if (entry == null) {
                throw new BadData(zip.getFileName() + ": " + name + " is missing in it: " + remedy);
            }
            try (InputStream in = file.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (ZipException e) {
            throw new BadData(zip.getFileName() + ": no readable zip (" + e.getMessage() + "): " + remedy);
        }
    }

    /** From the header of the first image; nothing is decoded. */
    private static Optional<ImageSize> imageSize(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Optional<? extends ZipEntry> first = file.stream()
                    .filter(e -> e.getName().endsWith(".jpg"))
                    .min(Comparator.comparing(ZipEntry::getName));
            if (first.isEmpty()) {
                return Optional.empty();
            }
            ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
            try (InputStream in = file.getInputStream(first.get());
                    ImageInputStream image = new MemoryCacheImageInputStream(in)) {
                reader.setInput(image, true, true);
                return Optional.of(new ImageSize(reader.getWidth(0), reader.getHeight(0)));
            } catch (IIOException e) {
                throw new BadData(zip.getFileName() + ": " + first.get().getName() + " is no readable JPEG ("
                        + e.getMessage() + "): do preproc again");
            } finally {
                reader.dispose();
            }
        }
    }
}
