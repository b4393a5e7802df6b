package symphony.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.registry.Block;
import symphony.core.registry.Row;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.task.TaskIdentity;

/** A storage of names and sizes, and the session and maps whose artifacts lie there. */
final class World {
    static final String SUM = "0123456789abcdef".repeat(4);
    static final int SIZE = 1000;

    final SessionRoot root;
    final Map<String, StoredObject> objects = new LinkedHashMap<>();
    Optional<String> summaryInputs = Optional.empty();

    World(SessionRoot root) {
        this.root = root;
    }

    void foreign(String key, long size) {
        objects.put(key, new StoredObject(key, size, "v"));
    }

    void put(String keyOrName, int run) {
        String key = keyOrName.startsWith(root.prefix()) ? keyOrName : root.key(keyOrName);
        foreign(key, SIZE);
        foreign(root.key(new RecordName(root.relative(key), run, SIZE, SUM, "").relativeKey()), 300);
    }

    void removeRecords(String key) {
        objects.keySet().removeIf(k -> k.startsWith(root.records() + root.relative(key) + "~"));
    }

    void truncate(String key) {
        foreign(key, SIZE - 1);
    }

    Inventory inventory(RowVideoMap map) {
        return Inventory.of(root, map, objects.values());
    }

    Plan plan(Session session, RowVideoMap map, Set<TaskIdentity> pending) {
        return new Planner(session, pending, Scope.EVERYTHING).plan(inventory(map), summaryInputs);
    }

    List<String> carryOut(PlannedTask task, RowVideoMap map) {
        List<String> made = new ArrayList<>();
        for (PartName part : task.parts()) {
            made.add(
                    switch (task.role()) {
                        case PREPROC -> root.frames(part);
                        case DETECTION -> root.detection(part);
                        case PROCESS -> root.process(part);
                        case RVM, POSTPROCESS -> throw new AssertionError(task);
                    });
        }
        if (task.role() == Role.POSTPROCESS) {
            made.add(root.summary());
            summaryInputs = Optional.of(inventory(map).processDigest());
        }
        made.forEach(key -> put(key, task.run()));
        return made;
    }

    static List<String> keys(SessionRoot root, PartName part) {
        return List.of(root.frames(part), root.detection(part), root.process(part));
    }

    static RowVideoMap map(int parts) {
        List<RowPart> list = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            ArchiveName archive = new ArchiveName("2017-06-30_10-01", "22179657", 10 + i / 180 % 14, i / 3 % 60);
            PartName name = new PartName(archive, i / 2 + 1, i % 2 == 0 ? Direction.DIR1 : Direction.DIR2, 1, 1);
            list.add(new RowPart(name, i * 20, i * 20 + 10, 1, ""));
        }
        return new RowVideoMap(list);
    }

    static Session session(int run, List<Redo> redo) {
        return session(run, redo, List.of());
    }

    static Session session(int run, List<Redo> redo, List<Row> rows) {
        Block block = new Block("b1", "12D", 5, 2.4, 1.5, "", List.of(), rows);
        return new Session(
                "s",
                "Oakridge",
                "oak",
                "Upper Bench",
                "f1",
                block,
                List.of(),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                run,
                redo);
    }
}
