package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.pipeline.DueRuns;
import symphony.core.pipeline.ExpectedOutput;
import symphony.core.pipeline.ExpectedOutputs;
import symphony.core.pipeline.Provenance;
import symphony.core.pipeline.StageInputs;
import symphony.core.plan.Inventory;
import symphony.core.queue.Claim;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.task.Task;

/** One run of the program and what comes of it. */
final class Attempt {
    private final Workplace workplace;
    private final ArtifactStore store;
    private final Claim claim;
    private final Task task;
    private final SessionRoot root;
    private final SessionFiles files;
    private final List<Seen> lacking;
    private final Cancellation cancellation;
    private final Patience patience;
    private final ProgramSpec spec;

    /** @param lacking the outputs to make, as they lie in storage now */
    Attempt(
            Workplace workplace,
            Claim claim,
            SessionFiles files,
            List<Seen> lacking,
            Cancellation cancellation,
            Patience patience) {
        this.workplace = workplace;
        this.store = workplace.store();
        this.claim = claim;
        this.task = claim.task();
        this.root = task.root();
        this.files = files;
        this.lacking = lacking;
        this.cancellation = cancellation;
        this.patience = patience;
        this.spec = workplace.programs().spec(task.role());
    }

    void run() throws IOException, TaskFailed, TaskCancelled {
        List<PartName> parts =
                lacking.stream().flatMap(s -> s.output().part().stream()).toList();
        Map<String, StoredObject> beside = besideSummary();
        String digest = processDigest();
        ObjectNode json = describe(parts);
        try (TaskFolder folder = TaskFolder.make(workplace.settings().scratch(), json, workplace.events())) {
            List<Provenance.Source> sources =
                    folder.fetch(store, root, StageInputs.of(task, parts, files.session(), files.map()), patience);
            Instant started = workplace.clock().instant();
            String log = execute(folder, json);
            if (!processDigest().equals(digest)) {
                throw TaskFailed.tryAgain("process artifacts of " + root + " changed while they were summarised");
            }
            refuseIfOutdated();
            publish(
                    folder,
                    new Making(sources, digest, log, started, workplace.clock().instant()),
                    beside);
        }
    }

    /** A redo that came while the program ran wants nothing of an older run to be published any more. */
    private void refuseIfOutdated() throws TaskFailed, TaskCancelled {
        SessionFiles now = SessionFiles.read(store, root, patience);
        DueRuns runs = DueRuns.of(task, ExpectedOutputs.parts(task, files.map()), now.session());
        for (Seen seen : lacking) {
            OptionalInt run = runs.own(task.role(), seen.output().part());
            if (run.isEmpty() || run.getAsInt() > seen.run()) {
                throw TaskFailed.tryAgain("a redo has raised the run that is due while the task ran");
            }
        }
    }

    /** The task as its program sees it: narrowed to what is lacking. */
    private ObjectNode describe(List<PartName> parts) {
        if (task.role().isPerPart()) {
            return task.next(task.role(), task.archives(), parts, task.run())
                    .withRetries(task.numRetries())
                    .toJson();
        }
        ObjectNode json = task.toJson();
        if (task.role() == Role.PREPROC) {
            json.set("part", Json.array(parts.stream().map(PartName::toString).toList()));
        }
        return json;
    }

    /** @return the key of the log, or empty where the program said nothing */
    private String execute(TaskFolder folder, ObjectNode json) throws IOException, TaskFailed, TaskCancelled {
        ProgramLog log = new ProgramLog(folder.log(), ProgramLog.MOST_BYTES, (fraction, text) -> workplace
                .events()
                .taskProgress(claim.place(), task, fraction, text));
        TaskFailed failure;
        try (log) {
            ProgramEnd end = workplace.programs().of(task.role()).run(spec, folder.stage(), json, log, cancellation);
            Optional<TaskFailed> fault =
                    switch (end.exit()) {
                        case DONE -> Optional.empty();
                        case BAD_DATA -> Optional.of(TaskFailed.hopeless(end.message()));
                        case TRY_AGAIN -> Optional.of(TaskFailed.tryAgain(end.message()));
                        case FAILED -> Optional.of(TaskFailed.counted(end.message()));
                    };
            if (fault.isEmpty()) {
                OutputCheck.check(
                        folder.stage(), lacking.stream().map(Seen::output).toList());
                log.close();
                return publishLog(log);
            }
            failure = fault.get();
        } catch (TaskFailed e) {
            failure = e;
        } catch (IOException e) {
            failure = TaskFailed.counted("the program " + spec.command() + " could not be run: " + e.getMessage());
        }
        throw failure.withLog(publishLog(log));
    }

    private String publishLog(ProgramLog log) throws IOException, TaskCancelled {
        if (Files.size(log.file()) == 0) {
            return "";
        }
        String key = root.log(LogFile.name(claim));
        patience.storage(() -> store.create(key, log.file()));
        return key;
    }

    private void publish(TaskFolder folder, Making making, Map<String, StoredObject> beside)
            throws IOException, TaskFailed, TaskCancelled {
        List<Seen> all = new ArrayList<>();
        if (task.role() == Role.POSTPROCESS) {
            int run = lacking.get(0).run();
            for (String name : OutputCheck.besideSummary(folder.stage())) {
                ExpectedOutput output = new ExpectedOutput(name, ExpectedOutput.Kind.ZIP, Optional.empty());
                all.add(new Seen(output, run, Optional.ofNullable(beside.get(root.key(name))), false));
            }
        }
        all.addAll(lacking); // what commits comes last
        Publisher publisher = new Publisher(store, patience);
        StageName name = StageName.read(folder.stage(), spec);
        for (Seen seen : all) {
            Path file = folder.stage().outputs().resolve(nameInFolder(seen));
            boolean ours = publisher.publish(
                    root,
                    seen,
                    file,
                    files.map(),
                    sum -> making.provenance(task, seen, sum, spec, name, workplace.settings()));
            if (ours) {
                workplace
                        .events()
                        .published(claim.place(), root.key(seen.output().relativeKey()), Files.size(file));
            }
        }
    }

    private String nameInFolder(Seen seen) {
        return task.role() == Role.POSTPROCESS
                ? seen.output().relativeKey()
                : seen.output().fileName();
    }

    private Map<String, StoredObject> besideSummary() throws ObjectMissing, TaskCancelled {
        Map<String, StoredObject> found = new HashMap<>();
        if (task.role() == Role.POSTPROCESS) {
            for (String prefix : List.of(root.key("summary."), root.key("report/"))) {
                patience.storage(() -> store.list(prefix)).forEach(o -> found.put(o.key(), o));
            }
        }
        return found;
    }

    private String processDigest() throws ObjectMissing, TaskCancelled {
        if (task.role() != Role.POSTPROCESS || files.map().isEmpty()) {
            return "";
        }
        return patience.storage(() -> Inventory.read(store, root, files.map().get()))
                .processDigest();
    }
}
