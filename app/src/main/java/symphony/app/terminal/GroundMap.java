package symphony.app.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.app.Surroundings;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Block;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;

/** A block's rows from above, north up, and a vehicle's track over them, small enough for a terminal. */
public final class GroundMap {
    private static final int COLUMNS = 64;
    private static final int LINES = 20;
    private static final int ROWS = 0;
    private static final int TRACK = 1;
    private static final List<DotCanvas.Layer> LAYERS =
            List.of(new DotCanvas.Layer('.', "\u001B[32m"), new DotCanvas.Layer('#', "\u001B[33m"));

    private final boolean braille;
    private final boolean colours;

    public GroundMap(Surroundings around) {
        this.braille = isUtf8(around);
        this.colours = around.colours();
    }

    /** Whether the terminal shows more than ASCII, by what its locale says. */
    public static boolean isUtf8(Surroundings around) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .flatMap(name -> around.variable(name).stream())
                .findFirst()
                .map(v -> v.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .orElse(false);
    }

    /**
     * The map and its scale; empty where nothing was measured.
     *
     * @param track in the order driven; may be empty
     */
    public List<String> of(Optional<Block> block, List<GeoPoint> track) {
        List<Row> rows = block.map(Block::rows).orElse(List.of());
        List<GeoPoint> all = new ArrayList<>();
        rows.forEach(r -> all.addAll(way(r)));
        all.addAll(track);
        if (all.size() < 2 || all.stream().anyMatch(p -> Math.abs(p.latitude()) >= 89)) {
            return List.of();
        }
        return new Drawing(all).draw(rows, track);
    }

    private static List<GeoPoint> way(Row row) {
        List<GeoPoint> vines = row.vines().stream()
                .flatMap(v -> Stream.ofNullable(v.location()))
                .toList();
        return row.line().size() > 1 ? row.line() : vines;
    }

    private final class Drawing {
        private final LocalPlane plane;
        private final double west;
        private final double north;
        private final double metresADot;
        private final DotCanvas canvas;

        Drawing(List<GeoPoint> all) {
            plane = LocalPlane.at(all);
            List<PlanePoint> places = all.stream().map(plane::toPlane).toList();
            west = places.stream().mapToDouble(PlanePoint::x).min().orElse(0);
            north = places.stream().mapToDouble(PlanePoint::y).max().orElse(0);
            double wide = places.stream().mapToDouble(PlanePoint::x).max().orElse(0) - west;
            double high =
                    north - places.stream().mapToDouble(PlanePoint::y).min().orElse(0);
            metresADot = Math.max(0.01, Math.max(wide / (COLUMNS * 2 - 2), high / (LINES * 4 - 2)));
            int columns = Math.min(COLUMNS, (int) (wide / metresADot) / 2 + 3);
            int lines = Math.min(LINES, (int) (high / metresADot) / 4 + 1);
            canvas = new DotCanvas(columns, lines, LAYERS);
        }

        List<String> draw(List<Row> rows, List<GeoPoint> track) {
            rows.forEach(r -> path(way(r), ROWS));
            path(track, TRACK);
            if (!track.isEmpty()) {
                label(track.get(0), "S");
                label(track.get(track.size() - 1), "E");
            }
            rows.stream().filter(r -> !way(r).isEmpty()).findFirst().ifPresent(this::label);
            for (int i = rows.size() - 1; i > 0; i--) {
                if (!way(rows.get(i)).isEmpty()) {
                    label(rows.get(i));
                    break;
                }
            }
            List<String> lines = new ArrayList<>(canvas.text(braille, colours));
            lines.add(String.format(
                    Locale.ROOT,
                    "north is up, %.0f m across%s",
                    canvas.width() * metresADot,
                    track.isEmpty() ? "; numbers stand at the first vines" : "; S start, E end of the drive"));
            return lines;
        }

        private void label(Row row) {
            label(way(row).get(0), String.valueOf(row.number()));
        }

        private void label(GeoPoint at, String text) {
            canvas.write(x(at), y(at), text);
        }

        private void path(List<GeoPoint> path, int layer) {
            for (int i = 0; i < path.size(); i++) {
                GeoPoint from = path.get(Math.max(0, i - 1));
                canvas.line(x(from), y(from), x(path.get(i)), y(path.get(i)), layer);
            }
        }

        private int x(GeoPoint p) {
            return (int) Math.round((plane.toPlane(p).x() - west) / metresADot);
        }

        private int y(GeoPoint p) {
            return (int) Math.round((north - plane.toPlane(p).y()) / metresADot);
        }
    }
}
