package symphony.core.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.ExpectedOutputs;
import symphony.core.pipeline.Provenance;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;

/** Reads the stories of single artifacts from their records. */
public final class ArtifactStories {
    private static final long SHORTEST_ZIP = 22;
    /** What follows role and subject in the name of a log: the attempt, and what makes it unique. */
    private static final Pattern ATTEMPT = Pattern.compile("[0-9]+-[A-Za-z0-9]*\\.log");

    private final ArtifactStore store;

    public ArtifactStories(ArtifactStore store) {
        this.store = store;
    }

    /** Of the artifact that a role makes of a part. */
    public ArtifactStory ofPart(SessionRoot root, Role role, PartName part) throws IOException {
        String key = ExpectedOutputs.ofPart(root, role, part).relativeKey();
        String subject = role == Role.PREPROC ? part.archive().fileName().replace(".tar.gz", "") : part.toString();
        return of(root, key, role, Optional.of(part), "-" + subject);
    }

    /** Of one that is of the whole session, such as {@code rvm.csv} or {@code report/index.html}. */
    public ArtifactStory ofSession(SessionRoot root, String key) throws IOException {
        Role role = key.equals("rvm.csv") || key.equals("vpr.csv") ? Role.RVM : Role.POSTPROCESS;
        return of(root, key, role, Optional.empty(), "");
    }

    private ArtifactStory of(SessionRoot root, String key, Role role, Optional<PartName> part, String subject)
            throws IOException {
        Optional<StoredObject> object = store.find(root.key(key));
        List<ArtifactStory.Made> all = new ArrayList<>();
        for (RecordName record : records(root, key)) {
            all.add(new ArtifactStory.Made(record, provenance(root, record)));
        }
        all.sort(Comparator.comparing((ArtifactStory.Made m) -> m.record().run())
                .thenComparing(m -> m.provenance().map(Provenance::finished).orElse(""))
                .reversed());
        Optional<ArtifactStory.Made> made =
                object.isEmpty() ? Optional.empty() : current(root.key(key), object.get(), all);
        made.ifPresent(all::remove);
        boolean strange = object.isPresent() && made.isEmpty() && !all.isEmpty();
        boolean tooShort = object.isPresent()
                && part.isPresent()
                && all.isEmpty()
                && object.get().size() < SHORTEST_ZIP;
        Holding.State state = object.isEmpty()
                ? Holding.State.ABSENT
                : strange || (tooShort && made.isEmpty()) ? Holding.State.SHORT : Holding.State.WHOLE;
        Holding holding = new Holding(state, made.map(m -> m.record().run()).orElse(0));
        long size = object.map(StoredObject::size).orElse(-1L);
        return new ArtifactStory(key, role, part, holding, size, made, all, logs(root, role, subject));
    }

    /** The newest record of its size; of several its checksum tells. */
    private Optional<ArtifactStory.Made> current(String key, StoredObject object, List<ArtifactStory.Made> newestFirst)
            throws IOException {
        List<ArtifactStory.Made> fitting = newestFirst.stream()
                .filter(m -> m.record().size() == object.size())
                .toList();
        if (fitting.size() > 1) {
            try (InputStream in = store.open(key)) {
                String sum = Checksum.of(in).sha256();
                Optional<ArtifactStory.Made> proven = fitting.stream()
                        .filter(m -> m.record().sha256().equals(sum))
                        .findFirst();
                if (proven.isPresent()) {
                    return proven;
                }
            }
        }
        return fitting.stream().findFirst();
    }

    private List<RecordName> records(SessionRoot root, String key) throws IOException {
        return store.list(root.records() + key + "~").stream()
                .flatMap(o -> RecordName.parse(root.relative(o.key())).stream())
                .filter(r -> r.artifact().equals(key))
                .toList();
    }

    private Optional<Provenance> provenance(SessionRoot root, RecordName record) throws IOException {
        try (InputStream in = store.open(root.key(record.relativeKey()))) {
            return Optional.of(Provenance.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (ObjectMissing | MalformedJson e) {
            return Optional.empty();
        }
    }

    private List<String> logs(SessionRoot root, Role role, String subject) throws IOException {
        String prefix = root.log(role + subject + "-");
        return store.list(prefix).stream()
                .map(StoredObject::key)
                .filter(k -> ATTEMPT.matcher(k.substring(prefix.length())).matches())
                .map(root::relative)
                .toList();
    }
}
