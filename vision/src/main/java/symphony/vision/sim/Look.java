package symphony.vision.sim;

import java.util.Locale;

/** How a variety's fruit looks when ripe, and how much of it there is. */
enum Look {
    BLACK(0x48466E, 0x14101E, 1.0),
    RED_BLACK(0x54405E, 0x1A0E18, 0.9),
    GOLD(0xD6D083, 0x6E7434, 1.15),
    GREEN(0xC6D48C, 0x5F7838, 1.0);

    /** Of a lit berry, 0xRRGGBB. */
    final int colour;

    /** Of a berry's dark side, 0xRRGGBB. */
    final int shade;

    /** Clusters, as a factor on the settings' mean. */
    final double crop;

    Look(int colour, int shade, double crop) {
        this.colour = colour;
        this.shade = shade;
        this.crop = crop;
    }

    static Look of(String variety) {
        return switch (variety.toLowerCase(Locale.ROOT)) {
            case "chardonnay" -> GOLD;
            case "voltis", "phoenix", "riesling" -> GREEN;
            case "pinot meunier" -> RED_BLACK;
            default -> BLACK;
        };
    }
}
