package symphony.vision.postprocess;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.StorageKeys;
import symphony.vision.BadData;
import symphony.vision.process.ClusterTable;
import symphony.vision.process.PartNotes;

/**
 * What process made of the parts of the row video map.
 *
 * @param findings what a reader of the result has to know
 */
record SessionParts(List<PartResult> parts, List<String> findings) {
    /** @throws BadData where a zip is none or holds no {@code clusters.csv} */
    static SessionParts read(Path inputs, RowVideoMap map) throws IOException {
        List<PartResult> parts = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        TreeSet<String> present = names(inputs);
        for (RowPart part : map.parts()) {
            String file = StorageKeys.processFile(part.name());
            if (present.remove(file)) {
                parts.add(part(inputs.resolve(file), part));
            } else {
                findings.add(file + " is missing: what it shows counts as not seen");
            }
        }
        present.forEach(name -> findings.add(name + " is no part of rvm.csv and was left out"));
        parts.forEach(p -> p.notes()
                .filter(n -> n.scaleFrom().equals("default") && n.detections() > 0)
                .ifPresent(n -> findings.add(p.part().name()
                        + ": neither the image's motion nor the boxes tell how many metres a pixel spans; a usual"
                        + " view was taken, and its counts and places are unsure")));
        return new SessionParts(parts, findings);
    }

    private static TreeSet<String> names(Path inputs) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        if (Files.isDirectory(inputs)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(inputs, "*.zip")) {
                files.forEach(f -> names.add(f.getFileName().toString()));
            }
        }
        return names;
    }

    private static PartResult part(Path zip, RowPart part) throws IOException {
        String name = zip.getFileName().toString();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            String clusters = text(file, "clusters.csv")
                    .orElseThrow(() -> new BadData(
                            name + ": clusters.csv is missing in it; remove it, and repair does the part again"));
            return new PartResult(
                    part,
                    ClusterTable.parse(clusters, name + ": clusters.csv"),
                    text(file, PartNotes.FILE).map(t -> PartNotes.parse(t, name + ": " + PartNotes.FILE)));
        } catch (ZipException e) {
            throw new BadData(
                    name + ": no readable zip (" + e.getMessage() + "); remove it, and repair does the part again");
        }
    }

    private static Optional<String> text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
