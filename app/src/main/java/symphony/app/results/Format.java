package symphony.app.results;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which vines can be written. */
public enum Format {
    CSV("csv"),
    GEOJSON("geojson"),
    GPKG("gpkg");

    /** Where vines come from: hands each to the sink. */
    @FunctionalInterface
    public interface Source {
        void to(VineSink sink) throws IOException;
    }

    private final String suffix;

    Format(String suffix) {
        this.suffix = suffix;
    }

    /** As a file's name ends; {@code .json} is taken for GeoJSON. */
    public static Optional<Format> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".json")
                ? Optional.of(GEOJSON)
                : Arrays.stream(values())
                        .filter(f -> name.endsWith("." + f.suffix))
                        .findFirst();
    }

    /** Whether it can be written piece by piece; a database cannot. */
    public boolean isText() {
        return this != GPKG;
    }

    /** @param file one that is empty */
    public void write(Source vines, Path file, Instant now) throws IOException {
        if (isText()) {
            try (OutputStream out = Files.newOutputStream(file)) {
                write(vines, out);
            }
        } else {
            GeoPackage.write(vines, file, now);
        }
    }

    /** @param out is flushed and stays open */
    public void write(Source vines, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        switch (this) {
            case CSV -> CsvTable.write(vines, text);
            case GEOJSON -> GeoJson.write(vines, text);
            case GPKG -> throw new IllegalArgumentException("a GeoPackage is a file");
        }
        text.flush();
    }

    @Override
    public String toString() {
        return suffix;
    }
}
