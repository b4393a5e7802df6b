package symphony.core.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a survey's columns, or of its features' properties. Those that are not said are recognised by their usual
 * names.
 *
 * @param said by column, the name that the file has for it
 */
public record ColumnNames(Map<SurveyColumn, String> said) {
    public static final ColumnNames RECOGNISED = new ColumnNames(Map.of());

    public ColumnNames {
        said = Map.copyOf(said);
    }

    /** Names that were said and that the header lacks. */
    List<String> absent(Collection<String> header) {
        return said.values().stream()
                .filter(name -> !header.contains(name))
                .sorted()
                .toList();
    }

    /** Which column of a header holds what; each holds one thing. */
    Map<SurveyColumn, String> in(Collection<String> header) {
        Map<SurveyColumn, String> found = new EnumMap<>(SurveyColumn.class);
        List<String> free = new ArrayList<>(header);
        said.forEach((column, name) -> {
            if (free.remove(name)) {
                found.put(column, name);
            }
        });
        for (SurveyColumn column : SurveyColumn.values()) {
            if (!said.containsKey(column)) {
                column.among(free).ifPresent(name -> {
                    free.remove(name);
                    found.put(column, name);
                });
            }
        }
        return found;
    }
}
