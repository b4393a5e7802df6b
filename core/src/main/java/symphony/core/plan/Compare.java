package symphony.core.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.Asked;
import symphony.core.pipeline.Provenance;
import symphony.core.pipeline.Recipe;
import symphony.core.pipeline.StageInputs;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;

/**
 * Compares what artifacts were made by with what they would be made by now. Recipes stand in the names of records, so one
 * record of each is read, not one of each artifact; what was read once is remembered.
 */
final class Compare {
    /** More recipes than this a role has only where programs name themselves anew each time: nothing is said then. */
    private static final int MOST_RECIPES = 100;

    private final ArtifactStore store;
    private final Asked programs;
    private final Map<String, Optional<Recipe>> read = new ConcurrentHashMap<>();
    private final Map<String, String> models = new ConcurrentHashMap<>();

    Compare(ArtifactStore store, Asked programs) {
        this.store = store;
        this.programs = programs;
    }

    Outdated outdated(Session session, Inventory inventory) throws IOException {
        SessionRoot root = session.root();
        Asked asked = asked(session);
        Outdated outdated = new Outdated();
        for (Role role : SessionListing.FOLDERS.keySet()) {
            List<RecordName> examples = inventory.recipeExamples(role);
            for (int i = 0; i < examples.size() && i < MOST_RECIPES; i++) {
                int number = i + 1;
                recipe(root, examples.get(i)).flatMap(asked::differs).ifPresent(d -> outdated.add(role, number, d));
            }
        }
        for (Role role : List.of(Role.RVM, Role.POSTPROCESS)) {
            List<RecordName> records = inventory.records(role == Role.RVM ? "rvm.csv" : "summary.json");
            // of several that made the same, one that would do so now is enough
            List<String> differences = new ArrayList<>();
            for (RecordName record : records) {
                recipe(root, record).flatMap(asked::differs).ifPresent(differences::add);
            }
            if (!differences.isEmpty() && differences.size() == records.size()) {
                outdated.add(role, differences.get(0));
            }
        }
        return outdated;
    }

    Asked asked(Session session) throws IOException {
        return programs.with(session.detectionParams(), models(session));
    }

    private Optional<Recipe> recipe(SessionRoot root, RecordName record) throws IOException {
        String key = root.key(record.relativeKey());
        Optional<Recipe> known = read.get(key);
        if (known == null) {
            known = made(key).map(Recipe::of);
            read.put(key, known);
        }
        return known;
    }

    /** A record that is gone or cannot be read says nothing. */
    private Optional<Provenance> made(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return Optional.of(Provenance.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (ObjectMissing | MalformedJson e) {
            return Optional.empty();
        }
    }

    private Map<String, String> models(Session session) throws IOException {
        Map<String, String> sums = new HashMap<>();
        for (String key : StageInputs.models(session.detectionParams())) {
            Optional<StoredObject> object = store.find(key);
            if (object.isPresent()) {
                String version = key + " " + object.get().version();
                String known = models.get(version);
                if (known == null) {
                    try (InputStream in = store.open(key)) {
                        known = Checksum.of(in).sha256();
                    }
                    models.put(version, known);
                }
                sums.put(key, known);
            }
        }
        return sums;
    }
}
