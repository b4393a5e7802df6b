package symphony.core.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import symphony.core.task.Role;
import symphony.core.verify.Place;

/**
 * A task file as written, every name as text; read by {@code TaskFileReader}.
 *
 * @param path as the user gave it
 * @param sessionName block name and time where the file gives none
 * @param includeScans empty for all scans of the block
 * @param clientId empty where not given
 * @param places where each key's value stands, by key; list items by {@code key[index]}
 */
public record TaskFile(
        String path,
        String clientName,
        String farmName,
        String blockName,
        String sessionName,
        boolean test,
        List<String> includeScans,
        List<String> excludeScans,
        Role role,
        String clientId,
        Map<String, JsonNode> detectionParams,
        int priority,
        String notifyUrl,
        Map<String, Place> places) {
    public TaskFile {
        includeScans = List.copyOf(includeScans);
        excludeScans = List.copyOf(excludeScans);
        detectionParams = Collections.unmodifiableMap(new LinkedHashMap<>(detectionParams));
        places = Map.copyOf(places);
    }

    /** Where a key's value stands; the file where the key is not written. */
    public Place place(String key) {
        return places.getOrDefault(key, Place.of(path));
    }
}
