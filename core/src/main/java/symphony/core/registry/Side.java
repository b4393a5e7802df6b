package symphony.core.registry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a camera sits on the vehicle, seen in driving direction. */
public enum Side {
    LEFT,
    RIGHT;

    /** Left or right in any case; null for anything else. */
    static @Nullable Side parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "left" -> LEFT;
            case "right" -> RIGHT;
            default -> null;
        };
    }
}
