package symphony.core.verify;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.MalformedJson;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.session.Session;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;

/** What lies in a session's result root already: of this session or of another, and what a later role starts from. */
final class ResultsRules {
    /** A zip without entries is this long; nothing shorter is a zip. */
    private static final long SHORTEST_ZIP = 22;

    private final StorageView storage;
    private final Session session;
    private final SessionRoot root;
    private final Place rolePlace;
    private final List<Finding> findings;

    ResultsRules(StorageView storage, Session session, Place rolePlace, List<Finding> findings) {
        this.storage = storage;
        this.session = session;
        this.root = session.root();
        this.rolePlace = rolePlace;
        this.findings = findings;
    }

    void check() throws IOException {
        resumable();
        if (session.role() != Role.RVM) {
            laterRole();
        }
    }

    private void resumable() throws IOException {
        Optional<String> text = storage.small(root.session());
        if (text.isEmpty()) {
            return;
        }
        try {
            Session there = Session.parse(text.get());
            Set<String> before = scanIds(there);
            Set<String> now = scanIds(session);
            if (!there.block().name().equals(session.block().name())
                    || !there.farmName().equals(session.farmName())) {
                taken("block '" + there.block().name() + "' of farm '" + there.farmName() + "'");
            } else if (!before.equals(now)) {
                taken("scans " + Counted.of(before.stream().sorted().toList()));
            }
        } catch (MalformedJson e) {
            findings.add(FindingCode.SESSION_JSON_MALFORMED.at(
                    Place.of(root.session()),
                    String.valueOf(e.getMessage()),
                    "move the file away: it is written anew when the session is sent"));
        }
    }

    private void taken(String what) {
        findings.add(FindingCode.SESSION_TAKEN.at(
                Place.of(root.session()),
                "results of a session '" + session.sessionName() + "' of " + what + " lie there already",
                "give this session another session_name, or move the old results away"));
    }

    private static Set<String> scanIds(Session session) {
        Set<String> ids = new HashSet<>();
        session.scans().forEach((Scan s) -> ids.add(s.scanId()));
        return ids;
    }

    private void laterRole() throws IOException {
        Optional<String> text = storage.small(root.rvm());
        if (text.isEmpty()) {
            findings.add(FindingCode.RVM_MISSING.at(
                    rolePlace,
                    "role " + session.role() + " starts from the row video map, and there is no " + root.rvm(),
                    "start with role rvm, or put the session's rvm.csv there"));
            return;
        }
        try {
            RowVideoMap map = RowVideoMap.parse(text.get(), root.rvm());
            rows(map);
            inputs(map);
        } catch (MalformedFile e) {
            findings.add(FindingCode.RVM_MALFORMED.at(
                    Place.of(root.rvm()),
                    String.valueOf(e.getMessage()),
                    "correct it, or move it away and start with role rvm"));
        }
    }

    private void rows(RowVideoMap map) {
        Set<Integer> known = new HashSet<>();
        session.block().rows().forEach((Row r) -> known.add(r.number()));
        Counted strange = Counted.of(map.parts().stream()
                .map(p -> p.name().row())
                .filter(r -> !known.isEmpty() && !known.contains(r))
                .distinct()
                .sorted()
                .toList());
        if (strange.any()) {
            findings.add(FindingCode.RVM_ROW_UNKNOWN.at(
                    Place.of(root.rvm()),
                    "the row video map shows " + strange.of("row", "rows") + " that the block has not",
                    "check that the map is of this block, and the block's rows"));
        }
    }

    /** A part whose own artifact of this role, or of a later one, is there needs no input. */
    private void inputs(RowVideoMap map) throws IOException {
        Set<PartName> processed = parts(SessionRoot.PROCESS);
        Set<PartName> detected = parts(SessionRoot.DETECTION);
        Set<PartName> framed = parts(SessionRoot.FRAMES);
        List<PartName> open = map.parts().stream()
                .map(p -> p.name())
                .filter(p -> !processed.contains(p))
                .toList();
        switch (session.role()) {
            case RVM -> {}
            case PREPROC ->
                archives(open.stream()
                        .filter(p -> !detected.contains(p) && !framed.contains(p))
                        .toList());
            case DETECTION ->
                missing(
                        open.stream()
                                .filter(p -> !detected.contains(p) && !framed.contains(p))
                                .toList(),
                        "frames",
                        SessionRoot.FRAMES,
                        map);
            case PROCESS ->
                missing(
                        open.stream().filter(p -> !detected.contains(p)).toList(),
                        "detections",
                        SessionRoot.DETECTION,
                        map);
            case POSTPROCESS -> missing(open, "clusters", SessionRoot.PROCESS, map);
        }
    }

    private void missing(List<PartName> parts, String what, String folder, RowVideoMap map) {
        Counted absent = Counted.of(parts);
        if (absent.any()) {
            findings.add(FindingCode.INPUTS_MISSING.at(
                    rolePlace,
                    "role " + session.role() + " needs " + what + " that are not in " + root.key(folder) + ": "
                            + absent.of("part", "of " + map.size() + " parts"),
                    "start with an earlier role: rvm does what is missing and nothing twice"));
        }
    }

    private void archives(List<PartName> parts) throws IOException {
        Set<ArchiveName> present = new HashSet<>();
        for (String scanId :
                parts.stream().map(p -> p.archive().scanId()).distinct().toList()) {
            String prefix = StorageKeys.scanPrefix(session.clientId(), scanId);
            present.addAll(ScanFiles.of(session.clientId(), scanId, storage.list(prefix))
                    .archives()
                    .keySet());
        }
        Counted absent = Counted.of(parts.stream()
                .map(PartName::archive)
                .distinct()
                .filter(a -> !present.contains(a))
                .sorted()
                .toList());
        if (absent.any()) {
            findings.add(FindingCode.INPUTS_MISSING.at(
                    rolePlace,
                    "the row video map names " + absent.of("archive", "archives") + " not in storage",
                    "upload what is missing"));
        }
    }

    private Set<PartName> parts(String folder) throws IOException {
        Set<PartName> parts = new HashSet<>();
        for (StoredObject object : storage.list(root.key(folder))) {
            if (object.size() >= SHORTEST_ZIP) {
                Optional<PartName> part = folder.equals(SessionRoot.PROCESS)
                        ? StorageKeys.parseProcessFile(object.key())
                        : StorageKeys.parseFramesFile(object.key());
                part.ifPresent(parts::add);
            }
        }
        return parts;
    }
}
