package symphony.app.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.plan.ArtifactStories;
import symphony.core.plan.ArtifactStory;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.task.Role;

/** Finds the artifacts that a text names: a key, a file's name, or a row part, which has three. */
public final class FindArtifacts {
    private static final List<Role> OF_PARTS = List.of(Role.PREPROC, Role.DETECTION, Role.PROCESS);

    /** What was found in one session. */
    public record Found(SessionRoot root, List<ArtifactStory> stories) {}

    private final ArtifactStore store;
    private final ArtifactStories stories;

    public FindArtifacts(ArtifactStore store) {
        this.store = store;
        this.stories = new ArtifactStories(store);
    }

    /**
     * @param text a key in the store; or a key below a session's root, a file's name or a row part, looked for in every
     *     session
     */
    public List<Found> named(String text, Optional<String> sessionName) throws IOException {
        Optional<SessionRoot> said = StorageKeys.rootOf(text);
        List<SessionRoot> roots = said.isPresent()
                ? List.of(said.get())
                : new FindSessions(store)
                        .roots(new ArrayList<>()).stream()
                                .filter(r ->
                                        sessionName.map(r.sessionName()::equals).orElse(true))
                                .toList();
        List<Found> found = new ArrayList<>();
        for (SessionRoot root : roots) {
            List<ArtifactStory> of = in(root, said.isPresent() ? root.relative(text) : text);
            if (!of.isEmpty()) {
                found.add(new Found(root, of));
            }
        }
        return found;
    }

    private List<ArtifactStory> in(SessionRoot root, String text) throws IOException {
        List<ArtifactStory> found = new ArrayList<>();
        Optional<PartName> part = part(text);
        if (part.isEmpty()) {
            ArtifactStory story = text.isEmpty() ? null : stories.ofSession(root, text);
            boolean known = text.equals("rvm.csv") || text.equals("summary.json");
            if (story != null && (known || isThere(story))) {
                found.add(story);
            }
            return found;
        }
        for (Role role : roles(text)) {
            found.add(stories.ofPart(root, role, part.get()));
        }
        return found.stream().anyMatch(FindArtifacts::isThere) || isInMap(root, part.get()) ? found : List.of();
    }

    private static Optional<PartName> part(String text) {
        return StorageKeys.parsePart(text)
                .or(() -> StorageKeys.parseFramesFile(text))
                .or(() -> StorageKeys.parseProcessFile(text));
    }

    /** A frames zip and its detection zip share their name; their folder tells them apart. */
    private static List<Role> roles(String text) {
        if (text.startsWith(SessionRoot.FRAMES)) {
            return List.of(Role.PREPROC);
        }
        if (text.startsWith(SessionRoot.DETECTION)) {
            return List.of(Role.DETECTION);
        }
        return StorageKeys.parseProcessFile(text).isPresent() ? List.of(Role.PROCESS) : OF_PARTS;
    }

    private static boolean isThere(ArtifactStory story) {
        return story.size() >= 0 || !story.earlier().isEmpty();
    }

    private boolean isInMap(SessionRoot root, PartName part) throws IOException {
        try (InputStream in = store.open(root.rvm())) {
            return RowVideoMap.read(in, root.rvm()).number(part) >= 0;
        } catch (ObjectMissing | MalformedFile e) {
            return false;
        }
    }
}
