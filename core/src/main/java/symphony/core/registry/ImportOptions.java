package symphony.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * What a survey's file does not say itself. A registry file needs none of it.
 *
 * @param client the client's name; empty where not said
 * @param farm the farm's name; empty where not said
 * @param block the block's name; empty where not said
 * @param columns which columns, or GeoJSON properties, hold what
 * @param choices what the survey leaves open
 */
public record ImportOptions(String client, String farm, String block, ColumnNames columns, SurveyChoices choices) {
    public static final ImportOptions NONE = new ImportOptions("", "", "", ColumnNames.RECOGNISED, SurveyChoices.NONE);

    public static ImportOptions of(@Nullable String client, @Nullable String farm, @Nullable String block) {
        return new ImportOptions(
                client == null ? "" : client,
                farm == null ? "" : farm,
                block == null ? "" : block,
                ColumnNames.RECOGNISED,
                SurveyChoices.NONE);
    }

    public ImportOptions with(ColumnNames names) {
        return new ImportOptions(client, farm, block, names, choices);
    }

    public ImportOptions with(SurveyChoices chosen) {
        return new ImportOptions(client, farm, block, columns, chosen);
    }
}
