package symphony.app.results;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Degrees as texts tell them. */
final class Degrees {
    /** A millimetre on the ground. */
    private static final int DECIMALS = 8;

    private Degrees() {}

    static BigDecimal of(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
