package symphony.core.yaml;

import java.util.List;
import symphony.core.verify.Place;

/** A list, its items in the order of the file. */
public record YamlList(Place place, List<YamlNode> items) implements YamlNode {
    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return "a list";
    }
}
