package symphony.core.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.MalformedJson;
import symphony.core.pipeline.Asked;
import symphony.core.pipeline.Provenance;
import symphony.core.queue.TaskQueue;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.task.TaskIdentity;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;

/** Looks at a session in storage and queues, and plans what is due. Changes nothing. */
public final class SessionSurvey {
    private final ArtifactStore store;
    private final Function<SessionRoot, Set<TaskIdentity>> pending;
    private final Compare compare;

    /** Compares by listings, and no programs. */
    public SessionSurvey(ArtifactStore store, TaskQueue queue) {
        this(store, queue, Asked.NOTHING_OF_PROGRAMS);
    }

    /** @param asked the programs that would make artifacts now; parameters and models are each session's own */
    public SessionSurvey(ArtifactStore store, TaskQueue queue, Asked asked) {
        this(store, queue::pending, asked);
    }

    /** Asks no queue: every task that is not done is due. */
    public SessionSurvey(ArtifactStore store, Asked asked) {
        this(store, root -> Set.of(), asked);
    }

    private SessionSurvey(ArtifactStore store, Function<SessionRoot, Set<TaskIdentity>> pending, Asked asked) {
        this.store = store;
        this.pending = pending;
        this.compare = new Compare(store, asked);
    }

    /** What artifacts of this session would be made by now. */
    public Asked asked(Session session) throws IOException {
        return compare.asked(session);
    }

    /** @throws IOException where the storage fails: then there is no plan, for half a listing would plan too much */
    public Plan plan(Session session, Scope scope) throws IOException {
        return look(session, Optional.empty()).plan(session, scope);
    }

    /**
     * Looks once, for plans of several scopes or runs.
     *
     * @param deep opens and sums every artifact too
     */
    public SessionLook look(Session session, Optional<DeepCheck> deep) throws IOException {
        SessionRoot root = session.root();
        // before the storage: what is done meanwhile is then seen there
        Set<TaskIdentity> waiting = pending.apply(root);
        RowVideoMap map;
        try (InputStream in = store.open(root.rvm())) {
            map = RowVideoMap.read(in, root.rvm());
        } catch (ObjectMissing e) {
            return SessionLook.withoutMap(store, waiting, Reason.ABSENT, List.of());
        } catch (MalformedFile e) {
            return malformed(root, waiting, e);
        }
        Inventory inventory =
                deep.isPresent() ? Inventory.withChecksums(store, root, map) : Inventory.read(store, root, map);
        List<Finding> broken = deep.isPresent() ? deep.get().check(inventory, root) : List.of();
        return new SessionLook(
                store,
                waiting,
                Optional.of(inventory),
                Reason.ABSENT,
                broken,
                summaryInputs(root, inventory),
                compare.outdated(session, inventory));
    }

    /** One that was cut short is made again like everything else; one that says nonsense as it was written is told. */
    private SessionLook malformed(SessionRoot root, Set<TaskIdentity> waiting, MalformedFile e) throws IOException {
        Inventory nothing = Inventory.read(store, root, new RowVideoMap(List.of()));
        boolean cut = nothing.wholeSession("rvm.csv").state() == Holding.State.SHORT;
        String remedy = "it is made again; what a person corrected in it has to be corrected anew";
        Place place = Place.of(root.rvm());
        Finding finding = cut
                ? Finding.warning("rvm-malformed", place, e.getMessage(), "it was cut short and is made again")
                : Finding.error("rvm-malformed", place, e.getMessage(), remedy);
        return SessionLook.withoutMap(store, waiting, Reason.SHORT, List.of(finding));
    }

    /**
     * What the present summary was made from, as the inventory would name it today; nothing where its record is lacking or cannot be read. More than one where
     * the same bytes were made of other inputs.
     */
    private Set<String> summaryInputs(SessionRoot root, Inventory inventory) throws IOException {
        List<RecordName> records = inventory.records("summary.json");
        String sum = records.size() > 1 ? sumOfSummary(root) : "";
        Set<String> digests = new TreeSet<>();
        for (RecordName record : records) {
            if (records.size() == 1 || record.sha256().equals(sum)) {
                try (InputStream in = store.open(root.key(record.relativeKey()))) {
                    Provenance made = Provenance.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    digests.add(inventory.isSummarisedBy(made) ? inventory.processDigest() : made.processDigest());
                } catch (MalformedJson | ObjectMissing e) {
                    // a record that cannot be read proves nothing
                }
            }
        }
        return digests;
    }

    /** Of several records of its size the checksum says which tell of it. */
    private String sumOfSummary(SessionRoot root) throws IOException {
        try (InputStream in = store.open(root.summary())) {
            return Checksum.of(in).sha256();
        } catch (ObjectMissing e) {
            return "";
        }
    }
}
