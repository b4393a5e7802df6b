package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.pipeline.Provenance;
import symphony.core.pipeline.StageInputs;
import symphony.core.plan.Inventory;
import symphony.core.queue.Claim;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.Cancellation;
import symphony.worker.program.ProgramEnd;
import symphony.worker.program.ProgramLog;
import symphony.worker.program.ProgramSpec;
import symphony.worker.program.TaskCancelled;

/**
 * One run of the program and what comes of it, in three steps that a worker takes at different times: {@link #fetch}, {@link
 * #run} in a slot, {@link #publish}. Closing deletes the task's folder.
 */
final class Attempt implements AutoCloseable {
    private static final Duration FOR_THE_WORKER_TO_BE_TOLD_TOO = Duration.ofSeconds(1);

    private final Workplace workplace;
    private final ArtifactStore store;
    private final Claim claim;
    private final TaskSurvey survey;
    private final Patience patience;
    private final ProgramSpec spec;
    private final ObjectNode json;
    private final TaskFolder folder;
    private final Map<String, StoredObject> beside;
    private List<Provenance.Source> sources = List.of();
    private String digest = "";
    private Instant started = Instant.EPOCH;
    private Instant finished = Instant.EPOCH;
    private Optional<TaskFailed> fault = Optional.empty();

    private Attempt(Workplace workplace, Claim claim, TaskSurvey survey, Patience patience)
            throws IOException, TaskCancelled {
        this.workplace = workplace;
        this.store = workplace.store();
        this.claim = claim;
        this.survey = survey;
        this.patience = patience;
        this.spec = workplace.spec(task().role());
        this.json = describe(parts());
        this.beside = besideSummary();
        this.folder = workplace.scratch().make(json);
    }

    /** Makes the task's folder, with all that its program is given. */
    static Attempt fetch(Workplace workplace, Claim claim, TaskSurvey survey, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        Attempt attempt = new Attempt(workplace, claim, survey, patience);
        try {
            attempt.fetch();
            return attempt;
        } catch (IOException | TaskFailed | TaskCancelled | RuntimeException e) {
            attempt.close();
            throw e;
        }
    }

    private void fetch() throws IOException, TaskFailed, TaskCancelled {
        SessionFiles files = survey.files();
        Optional<Inventory> before = inventory();
        sources = folder.fetch(
                store, files, root(), StageInputs.of(task(), parts(), files.session(), files.map()), patience);
        digest = before.map(inventory -> inventory.processDigest(sources)).orElse("");
    }

    /**
     * Runs the program to its end; how it ended is told by {@link #publish}.
     *
     * @throws ScratchFull where it failed on a disk that is full
     */
    void run(Slot slot, Cancellation cancellation) throws TaskCancelled {
        started = workplace.clock().instant();
        slot.begin(task());
        try (ProgramLog log = new ProgramLog(folder.log(), ProgramLog.MOST_BYTES, (fraction, text) -> {
            slot.progress(fraction);
            workplace.events().taskProgress(slot.number(), task(), fraction, text);
        })) {
            ProgramEnd end = slot.programs().of(task().role()).run(spec, folder.stage(), json, log, cancellation);
            if (end.toldToStop()) {
                workplace.leaving().pause(FOR_THE_WORKER_TO_BE_TOLD_TOO); // then it goes back as one that did not fail
            }
            fault = fault(end);
        } catch (IOException e) {
            fault = Optional.of(
                    noRoomOrCounted("the program " + spec.command() + " could not be run: " + e.getMessage()));
        } finally {
            slot.end();
            finished = workplace.clock().instant();
        }
    }

    private Optional<TaskFailed> fault(ProgramEnd end) {
        return switch (end.exit()) {
            case DONE -> Optional.empty();
            case BAD_DATA -> Optional.of(TaskFailed.hopeless(end.message()));
            case TRY_AGAIN -> Optional.of(TaskFailed.tryAgain(end.message()));
            case FAILED -> Optional.of(noRoomOrCounted(end.message()));
        };
    }

    /** A full disk is the machine's fault: it burns no attempt, also where the program has tidied up behind itself. */
    private TaskFailed noRoomOrCounted(String message) {
        workplace.scratch().failIfFull(message);
        return ScratchFull.isSaidBy(message) ? TaskFailed.tryAgain(message) : TaskFailed.counted(message);
    }

    /**
     * Publishes what was made, its records after it; the log whatever came of it.
     *
     * @throws TaskFailed where the program failed, or what it made is not what it had to make, or not wanted any more
     * @throws ScratchFull where what it made is cut short by a full disk
     */
    void publish(Lease lease) throws IOException, TaskFailed, TaskCancelled {
        String log = publishLog();
        Optional<Inventory> after;
        try {
            if (fault.isPresent()) {
                throw fault.get();
            }
            checkOutputs();
            after = inventory();
            if (!after.map(inventory -> inventory.processDigest(sources))
                    .orElse("")
                    .equals(digest)) {
                throw TaskFailed.tryAgain("process artifacts of " + root() + " changed while they were summarised");
            }
            // a redo that came while the program ran wants nothing of an older run to be published any more
            if (survey.isOvertaken(workplace.sessions().readSession(root(), patience))) {
                throw TaskFailed.tryAgain("a redo has raised the run that is due while the task ran");
            }
        } catch (TaskFailed e) {
            throw e.withLog(log);
        }
        List<Provenance.Source> named =
                after.map(inventory -> inventory.named(sources)).orElse(sources);
        new PublishOutputs(workplace, survey, spec, patience, lease)
                .publish(folder.stage(), new Making(named, digest, log, started, finished), beside);
    }

    private void checkOutputs() throws TaskFailed {
        try {
            OutputCheck.check(
                    folder.stage(), survey.lacking().stream().map(Seen::output).toList());
        } catch (TaskFailed e) {
            workplace.scratch().failIfFull(e.reason());
            throw e;
        }
        workplace.scratch().sufficed();
    }

    /** @return the key of the log, or empty where the program said nothing */
    private String publishLog() throws IOException, TaskCancelled {
        if (Files.notExists(folder.log()) || Files.size(folder.log()) == 0) {
            return "";
        }
        String key = root().log(LogFile.name(claim));
        patience.storage(() -> store.create(key, folder.log()));
        return key;
    }

    /** The task as its program sees it: narrowed to what is lacking. */
    private ObjectNode describe(List<PartName> parts) {
        if (task().role().isPerPart()) {
            return task().next(task().role(), task().archives(), parts, task().run())
                    .withRetries(task().numRetries())
                    .toJson();
        }
        ObjectNode described = task().toJson();
        if (task().role() == Role.PREPROC) {
            described.set(
                    "part", Json.array(parts.stream().map(PartName::toString).toList()));
        }
        return described;
    }

    private Map<String, StoredObject> besideSummary() throws ObjectMissing, TaskCancelled {
        Map<String, StoredObject> found = new HashMap<>();
        if (task().role() == Role.POSTPROCESS) {
            for (String prefix : List.of(root().key("summary."), root().key("report/"))) {
                patience.storage(() -> store.list(prefix)).forEach(o -> found.put(o.key(), o));
            }
        }
        return found;
    }

    /** Of what a summary is made from. */
    private Optional<Inventory> inventory() throws ObjectMissing, TaskCancelled {
        if (task().role() != Role.POSTPROCESS || survey.files().map().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(patience.storage(
                () -> Inventory.read(store, root(), survey.files().map().get())));
    }

    private Task task() {
        return claim.task();
    }

    private SessionRoot root() {
        return task().root();
    }

    private List<PartName> parts() {
        return survey.lacking().stream()
                .flatMap(seen -> seen.output().part().stream())
                .toList();
    }

    @Override
    public void close() {
        folder.close();
    }
}
