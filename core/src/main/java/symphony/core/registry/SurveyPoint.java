package symphony.core.registry;

import org.jspecify.annotations.Nullable;
import symphony.core.verify.Place;

/**
 * One line of a survey.
 *
 * @param number within its row; 0 where the survey does not say
 * @param at null where it was not measured
 * @param place the line of the file
 */
record SurveyPoint(int row, int number, @Nullable GeoPoint at, String variety, Place place) {
    SurveyPoint numbered(int newNumber) {
        return new SurveyPoint(row, newNumber, at, variety, place);
    }
}
