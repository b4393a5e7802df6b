package symphony.core.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.registry.Block;
import symphony.core.registry.Farm;
import symphony.core.registry.Scan;
import symphony.core.session.Session;
import symphony.core.session.SessionName;
import symphony.core.session.TaskFile;
import symphony.core.session.TaskFileReader;

/** Holds task files against the registry; what is found about a block or a scan serves all files that name it. */
final class SessionDrafts {
    private final RegistryView registry;
    private final SessionClashes clashes = new SessionClashes();
    private final Map<Place, List<Finding>> blocks = new HashMap<>();
    private final Map<List<Object>, List<Finding>> scans = new HashMap<>();

    SessionDrafts(RegistryView registry) {
        this.registry = registry;
    }

    /** A file, what was found of it so far, and where in the registry it belongs. */
    private record Begun(TaskFileReader.Result read, List<Finding> findings, Optional<Placed> placed) {}

    List<SessionDraft> of(List<TaskFileReader.Result> files) {
        List<Begun> begun = files.stream().map(this::begin).toList();
        Map<String, Block> whole = registry.whole(begun.stream()
                .flatMap(b -> b.placed().stream())
                .map(Placed::block)
                .toList());
        return begun.stream().map(b -> finish(b, whole)).toList();
    }

    private Begun begin(TaskFileReader.Result read) {
        List<Finding> findings = new ArrayList<>(read.findings());
        Optional<Placed> placed = read.taskFile().flatMap(file -> {
            clashes.next(file).ifPresent(findings::add);
            return Placed.find(file, registry, findings);
        });
        return new Begun(read, findings, placed);
    }

    private SessionDraft finish(Begun begun, Map<String, Block> whole) {
        Optional<Placed> placed =
                begun.placed().map(p -> p.with(whole.getOrDefault(p.block().id(), p.block())));
        Optional<Session> session =
                placed.flatMap(p -> session(begun.read().taskFile().orElseThrow(), p, begun.findings()));
        return new SessionDraft(begun.read(), begun.findings(), placed, session);
    }

    private Optional<Session> session(TaskFile file, Placed placed, List<Finding> findings) {
        Place block =
                RegistryPlace.of(placed.client(), placed.farm(), placed.block().name());
        findings.addAll(blocks.computeIfAbsent(block, place -> BlockRules.check(place, placed.block())));
        List<Scan> chosen = ChosenScans.of(file, placed, registry, findings);
        for (Scan scan : chosen) {
            findings.addAll(scans.computeIfAbsent(
                    List.of(block, scan.scanId()),
                    k -> ScanRules.check(RegistryPlace.of(placed.client(), scan), scan, placed.farmWithWholeBlock())));
        }
        return build(file, placed, chosen, findings);
    }

    private static Optional<Session> build(TaskFile file, Placed placed, List<Scan> scans, List<Finding> findings) {
        if (SessionName.problem(file.sessionName()).isPresent()) {
            return Optional.empty(); // told by the reader
        }
        Farm farm = placed.farm();
        try {
            return Optional.of(new Session(
                    file.sessionName(),
                    placed.client().name(),
                    placed.client().id(),
                    farm.name(),
                    farm.id(),
                    placed.block(),
                    scans,
                    file.test(),
                    file.role(),
                    file.detectionParams(),
                    file.priority(),
                    file.notifyUrl(),
                    0,
                    List.of()));
        } catch (IllegalArgumentException e) {
            findings.add(FindingCode.NAME_UNUSABLE.at(
                    RegistryPlace.of(placed.client(), farm, placed.block().name()),
                    String.valueOf(e.getMessage()),
                    "change the name in the registry: storage keys are made of it"));
            return Optional.empty();
        }
    }
}
