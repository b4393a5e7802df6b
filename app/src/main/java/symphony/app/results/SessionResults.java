package symphony.app.results;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import symphony.app.results.VineResult.Of;
import symphony.app.session.SettleSession;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.registry.GeoPoint;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;

/**
 * What a session published of its vines, read from {@code summary.vines.csv}; where its program wrote none, from {@code
 * summary.json}, and places from the block as {@code session.json} has it.
 */
public final class SessionResults {
    private static final String VINES = "summary.vines.csv";

    private final ArtifactStore store;
    private final SessionRoot root;

    public SessionResults(ArtifactStore store, SessionRoot root) {
        this.store = store;
        this.root = root;
    }

    /**
     * Hands over each vine, in the order of the summary.
     *
     * @throws ObjectMissing where there is no summary
     * @throws MalformedFile where it is none; names file and line
     */
    public void to(VineSink sink) throws IOException {
        Optional<Session> session = new SettleSession(store).stored(root);
        Of of = session.map(s -> new Of(
                        s.sessionName(), s.clientName(), s.farmName(), s.block().name()))
                .orElseGet(() -> new Of(root.sessionName(), "", "", ""));
        Optional<BlockVines> block = session.map(s -> new BlockVines(s.block()));
        Map<Integer, List<String>> scans = scansByRow();
        CountedVine.Sink complete = v -> sink.vine(complete(v, of, block, scans));
        if (!readTable(complete)) {
            try (InputStream in = store.open(root.summary())) {
                SummaryVines.read(in, root.summary(), complete);
            }
        }
    }

    private boolean readTable(CountedVine.Sink sink) throws IOException {
        String key = root.key(VINES);
        try (InputStream in = store.open(key)) {
            return VinesTable.read(in, key, sink);
        } catch (ObjectMissing e) {
            return false;
        }
    }

    private static VineResult complete(
            CountedVine v, Of of, Optional<BlockVines> block, Map<Integer, List<String>> scans) {
        GeoPoint at = v.at();
        BigDecimal along = v.along();
        return new VineResult(
                of,
                v.row(),
                v.vine(),
                block.map(b -> b.variety(v.row(), v.vine())).orElse(""),
                v.clusters(),
                v.dir1(),
                v.dir2(),
                v.coverage(),
                along != null
                        ? along
                        : block.map(b -> centimetres(b.along(v.row(), v.vine())))
                                .orElse(null),
                scans.getOrDefault(v.row(), List.of()),
                at != null ? at : block.map(b -> b.place(v.row(), v.vine())).orElse(null));
    }

    private static @Nullable BigDecimal centimetres(@Nullable Double metres) {
        return metres == null ? null : BigDecimal.valueOf(metres).setScale(2, RoundingMode.HALF_UP);
    }

    /** Empty where there is no map that can be read: the plan tells of that. */
    private Map<Integer, List<String>> scansByRow() throws IOException {
        Map<Integer, TreeSet<String>> seen = new TreeMap<>();
        try (InputStream in = store.open(root.rvm())) {
            RowVideoMap map = RowVideoMap.read(in, root.rvm());
            for (int part = 0; part < map.size(); part++) {
                seen.computeIfAbsent(map.row(part), row -> new TreeSet<>()).add(map.scanId(part));
            }
        } catch (ObjectMissing | MalformedFile e) {
            return Map.of();
        }
        Map<Integer, List<String>> scans = new TreeMap<>();
        seen.forEach((row, ids) -> scans.put(row, new ArrayList<>(ids)));
        return scans;
    }
}
