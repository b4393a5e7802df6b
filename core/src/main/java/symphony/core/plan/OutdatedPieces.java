package symphony.core.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import symphony.core.artifact.RowVideoMap;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.task.Role;

/** Which pieces of a session have to be done again so that nothing of it is outdated. */
final class OutdatedPieces {
    private static final int RUN_TO_BE_GIVEN = 1;

    private OutdatedPieces() {}

    /** A redo for each role that something has to be done again from, and each scan of it; none twice. */
    static List<Redo> of(Session session, Inventory inventory, Outdated outdated, Scope scope) {
        if (outdated.is(Role.RVM) && scope.roles().contains(Role.RVM)) {
            return List.of(redo(Role.RVM, new TreeSet<>(), new TreeSet<>()));
        }
        Map<Role, SortedMap<String, SortedSet<Integer>>> rows = new EnumMap<>(Role.class);
        RowVideoMap map = inventory.map();
        for (int part = 0; part < map.size(); part++) {
            Optional<Role> from = first(inventory, outdated, scope, part);
            if (from.isPresent() && scope.covers(map.row(part), map.scanId(part))) {
                rows.computeIfAbsent(from.get(), r -> new TreeMap<>())
                        .computeIfAbsent(map.scanId(part), s -> new TreeSet<>())
                        .add(map.row(part));
            }
        }
        List<Redo> pieces = new ArrayList<>();
        rows.forEach((role, byScan) ->
                byScan.forEach((scan, of) -> pieces.add(redo(role, of, new TreeSet<>(List.of(scan))))));
        if (pieces.isEmpty() && outdated.is(Role.POSTPROCESS) && scope.roles().contains(Role.POSTPROCESS)) {
            pieces.add(redo(Role.POSTPROCESS, new TreeSet<>(), new TreeSet<>()));
        }
        return pieces;
    }

    private static Optional<Role> first(Inventory inventory, Outdated outdated, Scope scope, int part) {
        for (Role role : SessionListing.FOLDERS.keySet()) {
            Artifacts of = inventory.of(role);
            if (scope.roles().contains(role)
                    && of.state(part) == Holding.State.WHOLE
                    && outdated.is(role, of.recipe(part))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    private static Redo redo(Role from, SortedSet<Integer> rows, SortedSet<String> scans) {
        return new Redo(RUN_TO_BE_GIVEN, from, rows, scans);
    }
}
