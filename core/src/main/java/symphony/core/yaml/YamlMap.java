package symphony.core.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.verify.Place;

/** Keys and values, in the order of the file. A key that is written twice is a finding; the first one counts. */
public final class YamlMap implements YamlNode {
    private final Place place;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A key where it stands, and its value. */
    public record Entry(YamlScalar key, YamlNode value) {}

    /** One without keys, where nothing was written. */
    public static YamlMap empty(Place place) {
        return new YamlMap(place, List.of());
    }

    YamlMap(Place place, List<Entry> entries) {
        this.place = place;
        entries.forEach(e -> this.entries.putIfAbsent(e.key().text(), e));
    }

    @Override
    public Place place() {
        return place;
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    @Override
    public String describe() {
        return "keys and values";
    }
}
