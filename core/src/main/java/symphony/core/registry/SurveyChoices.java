package symphony.core.registry;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a person may say where a survey leaves it open.
 *
 * @param firstRow the side of the block where row 1 stands; for rows that the file does not number
 * @param firstVine the end of the rows where vine 1 stands; for vines that the file does not number
 * @param rowDirection degrees from north, clockwise; for points that are not given to rows
 * @param plantSpace metres between vines; where rows have poles or lines alone, vines are put along them
 * @param vinesPerRow how many vines each row has; the same
 */
public record SurveyChoices(
        Optional<Compass> firstRow,
        Optional<Compass> firstVine,
        OptionalDouble rowDirection,
        OptionalDouble plantSpace,
        OptionalInt vinesPerRow) {
    public static final SurveyChoices NONE = new SurveyChoices(
            Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty());
}
