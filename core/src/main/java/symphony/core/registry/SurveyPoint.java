package symphony.core.registry;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import symphony.core.verify.Place;

/**
 * One point of a survey.
 *
 * @param number within its row; {@link #UNNUMBERED} where the survey does not say
 * @param at null where it was not measured
 * @param place the line of the file
 */
record SurveyPoint(int number, @Nullable GeoPoint at, String variety, Place place) {
    static final int UNNUMBERED = -1;

    /** By longitude, then latitude; those not measured last. */
    static final Comparator<SurveyPoint> BY_PLACE = Comparator.comparing(
                    SurveyPoint::at,
                    Comparator.nullsLast(
                            Comparator.comparingDouble(GeoPoint::longitude).thenComparingDouble(GeoPoint::latitude)))
            .thenComparing(SurveyPoint::variety);

    boolean isNumbered() {
        return number != UNNUMBERED;
    }

    SurveyPoint numbered(int newNumber) {
        return new SurveyPoint(newNumber, at, variety, place);
    }
}
