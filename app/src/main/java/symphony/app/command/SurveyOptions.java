package symphony.app.command;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import symphony.app.UserError;
import symphony.core.registry.ColumnNames;
import symphony.core.registry.Compass;
import symphony.core.registry.ImportOptions;
import symphony.core.registry.SurveyChoices;
import symphony.core.registry.SurveyColumn;

/** What a person says of a survey that its file does not. */
final class SurveyOptions {
    @Option(names = "--client", paramLabel = "NAME", description = "The client's name, where the file does not say it.")
    private @Nullable String client;

    @Option(names = "--farm", paramLabel = "NAME", description = "The farm's name, where the file does not say it.")
    private @Nullable String farm;

    @Option(
            names = "--block",
            paramLabel = "NAME",
            description = "The block's name, where the file does not say it; or the one to take of several.")
    private @Nullable String block;

    @Option(
            names = "--column",
            paramLabel = "WHAT=NAME",
            description = "The column or property that holds it, where its name is not recognised. WHAT: id, latitude,"
                    + " longitude, position, row, vine, pole, vines (how many), variety, kind, block.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--first-row",
            paramLabel = "SIDE",
            description = "Where row 1 stands, if the file does not number rows: north, east, south or west.")
    private @Nullable String firstRow;

    @Option(
            names = "--first-vine",
            paramLabel = "SIDE",
            description = "At which end of the rows vine 1 stands, if the file does not number vines.")
    private @Nullable String firstVine;

    @Option(
            names = "--row-direction",
            paramLabel = "DEGREES",
            description = "How rows run, clockwise from north, if the file gives points to no rows.")
    private @Nullable Double rowDirection;

    @Option(
            names = "--plant-space",
            paramLabel = "METRES",
            description = "From vine to vine; puts vines along rows that have poles or lines alone.")
    private @Nullable Double plantSpace;

    @Option(names = "--vines-per-row", paramLabel = "N", description = "How many vines each row has; the same.")
    private @Nullable Integer vinesPerRow;

    ImportOptions options() {
        return ImportOptions.of(client, farm, block)
                .with(new ColumnNames(named()))
                .with(new SurveyChoices(
                        side("--first-row", firstRow),
                        side("--first-vine", firstVine),
                        rowDirection == null ? OptionalDouble.empty() : OptionalDouble.of(rowDirection),
                        space(),
                        vines()));
    }

    private Map<SurveyColumn, String> named() {
        Map<SurveyColumn, String> named = new EnumMap<>(SurveyColumn.class);
        columns.forEach((what, name) -> named.put(
                SurveyColumn.parse(what)
                        .orElseThrow(() -> UserError.usage("--column " + what + "=" + name + ": '" + what
                                + "' is none of "
                                + Arrays.stream(SurveyColumn.values())
                                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))),
                name));
        return named;
    }

    private static Optional<Compass> side(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Compass.parse(text)
                .orElseThrow(() -> UserError.usage(option + " " + text + ": say north, east, south or west")));
    }

    private OptionalDouble space() {
        if (plantSpace == null) {
            return OptionalDouble.empty();
        }
        if (!(plantSpace >= 0.2 && plantSpace <= 10)) {
            throw UserError.usage("--plant-space " + plantSpace + ": give metres, 0.2 to 10");
        }
        return OptionalDouble.of(plantSpace);
    }

    private OptionalInt vines() {
        if (vinesPerRow == null) {
            return OptionalInt.empty();
        }
        if (vinesPerRow < 1 || vinesPerRow > 10_000) {
            throw UserError.usage("--vines-per-row " + vinesPerRow + ": give a number from 1 to 10000");
        }
        return OptionalInt.of(vinesPerRow);
    }
}
