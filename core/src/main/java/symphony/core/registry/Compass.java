package symphony.core.registry;

import java.util.Locale;
import java.util.Optional;
import symphony.core.geometry.PlanePoint;

/** A side of a block, for saying where numbers begin. */
public enum Compass {
    NORTH(0, 1),
    EAST(1, 0),
    SOUTH(0, -1),
    WEST(-1, 0);

    private final int x;
    private final int y;

    Compass(int x, int y) {
        this.x = x;
        this.y = y;
    }

    public static Optional<Compass> parse(String text) {
        for (Compass c : values()) {
            if (c.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The side that a direction leads to; of north and south, east and west, the nearer. */
    static Compass of(PlanePoint direction) {
        return Math.abs(direction.y()) >= Math.abs(direction.x())
                ? direction.y() >= 0 ? NORTH : SOUTH
                : direction.x() >= 0 ? EAST : WEST;
    }

    /** How much a direction leads to this side. */
    double of(double dx, double dy) {
        return dx * x + dy * y;
    }
}
