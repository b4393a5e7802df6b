package symphony.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RecordReader;

/** The recipes that a role's artifacts were made by, numbered from 1, each with one record that tells what it is. */
final class Recipes {
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final List<RecordName> examples = new ArrayList<>();
    private long lastRecipe = RecordReader.NO_RECIPE;
    private int lastNumber;

    /** @return 0 for none */
    int number(RecordReader record) {
        long recipe = record.recipe();
        if (recipe == lastRecipe) {
            return lastNumber;
        }
        lastNumber = recipe == RecordReader.NO_RECIPE
                ? 0
                : numbers.computeIfAbsent(recipe, r -> {
                    examples.add(record.name());
                    return examples.size();
                });
        lastRecipe = recipe;
        return lastNumber;
    }

    /** Of two the one whose text comes first; none comes last. */
    int first(int one, int other) {
        if (one == 0 || other == 0) {
            return Math.max(one, other);
        }
        return example(one).recipe().compareTo(example(other).recipe()) <= 0 ? one : other;
    }

    /** A record of an artifact that was made by it. */
    RecordName example(int number) {
        return examples.get(number - 1);
    }

    int count() {
        return examples.size();
    }
}
