package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import symphony.core.queue.TaskQueue;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.task.Task;

/**
 * One task from claim to publication: what is lacking → inputs → program → outputs checked → published, records after
 * them → successors. A crash between any two steps is mended by doing it again.
 */
final class TaskCycle {
    /** What became of a task that did not fail. */
    enum Outcome {
        DONE,
        /** Its outputs were whole already. */
        WHOLE_ALREADY,
        /** A redo has raised what is due; the tasks of that redo do it. */
        OUTDATED
    }

    private final WorkerSettings settings;
    private final TaskQueue queue;
    private final ArtifactStore store;
    private final WorkerEvents events;
    private final Clock clock;
    private final SlotPrograms programs;

    TaskCycle(
            WorkerSettings settings,
            TaskQueue queue,
            ArtifactStore store,
            WorkerEvents events,
            Clock clock,
            SlotPrograms programs) {
        this.settings = settings;
        this.queue = queue;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.programs = programs;
    }

    Outcome run(Claim claim, Cancellation cancellation, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        Task task = claim.task();
        SessionRoot root = task.root();
        SessionFiles files = SessionFiles.read(store, root, patience);
        if (task.role() == Role.PREPROC || task.role() == Role.POSTPROCESS) {
            needMap(root, files);
        }
        List<PartName> parts = ExpectedOutputs.parts(task, files.map());
        DueRuns runs = DueRuns.of(task, parts, files.session());
        List<Seen> own = look(task, files, runs, patience);
        if (own.isEmpty()) {
            return Outcome.OUTDATED;
        }
        List<Seen> lacking = own.stream().filter(s -> !s.whole()).toList();
        if (!lacking.isEmpty()) {
            new Attempt(claim, files, lacking, cancellation, patience).run();
        }
        List<PartName> done =
                own.stream().flatMap(s -> s.output().part().stream()).toList();
        // rvm has just made the map, or another has
        SessionFiles now = task.role() == Role.RVM
                ? new SessionFiles(files.session(), SessionFiles.map(store, root, patience))
                : files;
        new Onward(store, queue, patience).after(task, done, runs, now.map());
        return lacking.isEmpty() ? Outcome.WHOLE_ALREADY : Outcome.DONE;
    }

    private static void needMap(SessionRoot root, SessionFiles files) throws TaskFailed {
        if (files.map().isEmpty()) {
            throw TaskFailed.counted("there is no row video map that can be read: " + root.rvm()
                    + "; 'symphony repair' has it made again");
        }
    }

    /** What lies there of the outputs that are the task's to make; empty where a redo has overtaken them all. */
    private List<Seen> look(Task task, SessionFiles files, DueRuns runs, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        List<ExpectedOutput> expected = ExpectedOutputs.of(task, files.map());
        if (expected.isEmpty()) {
            throw TaskFailed.hopeless("the row video map " + task.root().rvm() + " shows no row in " + task.archives());
        }
        ArtifactCheck check = new ArtifactCheck(store);
        List<Seen> seen = new ArrayList<>();
        for (ExpectedOutput output : expected) {
            OptionalInt run = runs.own(task.role(), output.part());
            if (run.isPresent()) {
                seen.add(patience.storage(() -> check.look(task.root(), output, run.getAsInt(), files.map())));
            }
        }
        return seen;
    }

    /** One run of the program and what comes of it. */
    private final class Attempt {
        private final Claim claim;
        private final Task task;
        private final SessionRoot root;
        private final SessionFiles files;
        private final List<Seen> lacking;
        private final Cancellation cancellation;
        private final Patience patience;
        private final ProgramSpec spec;

        Attempt(Claim claim, SessionFiles files, List<Seen> lacking, Cancellation cancellation, Patience patience) {
            this.claim = claim;
            this.task = claim.task();
            this.root = task.root();
            this.files = files;
            this.lacking = lacking;
            this.cancellation = cancellation;
            this.patience = patience;
            this.spec = programs.spec(task.role());
        }

        void run() throws IOException, TaskFailed, TaskCancelled {
            List<PartName> parts =
                    lacking.stream().flatMap(s -> s.output().part().stream()).toList();
            Map<String, StoredObject> beside = besideSummary();
            String digest = processDigest();
            ObjectNode json = describe(parts);
            try (TaskFolder folder = TaskFolder.make(settings.scratch(), json, events)) {
                List<Provenance.Source> sources =
                        folder.fetch(store, root, StageInputs.of(task, parts, files.session(), files.map()), patience);
                Instant started = clock.instant();
                String log = execute(folder, json);
                if (!processDigest().equals(digest)) {
                    throw TaskFailed.tryAgain("process artifacts of " + root + " changed while they were summarised");
                }
                refuseIfOutdated();
                publish(folder, new Making(sources, digest, log, started, clock.instant()), beside);
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
                json.set(
                        "part",
                        Json.array(parts.stream().map(PartName::toString).toList()));
            }
            return json;
        }

        /** @return the key of the log, or empty where the program said nothing */
        private String execute(TaskFolder folder, ObjectNode json) throws IOException, TaskFailed, TaskCancelled {
            ProgramLog log = new ProgramLog(
                    folder.log(),
                    ProgramLog.MOST_BYTES,
                    (fraction, text) -> events.taskProgress(claim.slot(), task, fraction, text));
            TaskFailed failure;
            try (log) {
                ProgramEnd end = programs.of(task.role()).run(spec, folder.stage(), json, log, cancellation);
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
                        root, seen, file, files.map(), sum -> making.provenance(task, seen, sum, spec, name, settings));
                if (ours) {
                    events.published(claim.slot(), root.key(seen.output().relativeKey()), Files.size(file));
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
            return patience.storage(
                            () -> Inventory.read(store, root, files.map().get()))
                    .processDigest();
        }
    }
}
