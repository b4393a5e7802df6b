package symphony.core.yaml;

import symphony.core.verify.Place;

/** A value with the place it begins at. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    Place place();

    /** What it is, for messages that say what was found, for example {@code a list} or {@code '3'}. */
    String describe();
}
