package symphony.core.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.Provenance;
import symphony.core.queue.TaskQueue;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;

/** Looks at a session in storage and queues, and plans what is due. Changes nothing. */
public final class SessionSurvey {
    private final ArtifactStore store;
    private final TaskQueue queue;

    public SessionSurvey(ArtifactStore store, TaskQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    /** @throws IOException where the storage fails: then there is no plan, for half a listing would plan too much */
    public Plan plan(Session session, Scope scope) throws IOException {
        SessionRoot root = session.root();
        Planner planner = new Planner(session, queue.pending(root), scope);
        Optional<String> text = read(root.rvm());
        if (text.isEmpty()) {
            return planner.withoutMap(Reason.ABSENT);
        }
        RowVideoMap map;
        try {
            map = RowVideoMap.parse(text.get(), root.rvm());
        } catch (MalformedFile e) {
            return with(
                    planner.withoutMap(Reason.SHORT),
                    Finding.error("rvm-malformed", Place.of(root.rvm()), e.getMessage(), "it is made again"));
        }
        Inventory inventory = Inventory.read(store, root, map);
        Plan plan = planner.plan(inventory, summaryInputs(root, inventory), archives(session));
        return unknownRow(session, map).map(f -> with(plan, f)).orElse(plan);
    }

    /** What the present summary was made from; nothing where its record is lacking or cannot be read. */
    private Optional<String> summaryInputs(SessionRoot root, Inventory inventory) throws IOException {
        Optional<RecordName> record = inventory.record("summary.json");
        Optional<String> content =
                record.isPresent() ? read(root.key(record.get().relativeKey())) : Optional.empty();
        try {
            return content.map(Provenance::parse).map(Provenance::processDigest).filter(d -> !d.isEmpty());
        } catch (MalformedJson e) {
            return Optional.empty(); // a record that cannot be read proves nothing
        }
    }

    private Optional<Set<ArchiveName>> archives(Session session) throws IOException {
        Set<ArchiveName> present = new HashSet<>();
        for (Scan scan : session.scans()) {
            store.list(StorageKeys.scanPrefix(session.clientId(), scan.scanId()), (StoredObject o) -> {
                StorageKeys.parseArchive(StorageKeys.baseName(o.key())).ifPresent(present::add);
            });
        }
        return Optional.of(present);
    }

    private static Optional<Finding> unknownRow(Session session, RowVideoMap map) {
        Set<Integer> known = new HashSet<>();
        for (Row row : session.block().rows()) {
            known.add(row.number());
        }
        List<Integer> unknown = map.parts().stream()
                .map(p -> p.name().row())
                .filter(r -> !known.isEmpty() && !known.contains(r))
                .distinct()
                .sorted()
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "rvm-row-unknown",
                        Place.of(session.root().rvm()),
                        "rows " + unknown + " of the row video map are not in the block's registry data",
                        "check start rows and direction of the scan, or the block's rows"));
    }

    private Optional<String> read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (ObjectMissing e) {
            return Optional.empty();
        }
    }

    private static Plan with(Plan plan, Finding finding) {
        List<Finding> findings = new ArrayList<>(plan.findings());
        findings.add(finding);
        return new Plan(plan.session(), plan.expected(), plan.tasks(), findings);
    }
}
