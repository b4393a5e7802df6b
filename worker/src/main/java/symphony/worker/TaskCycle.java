package symphony.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import symphony.core.artifact.PartName;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.DueRuns;
import symphony.core.pipeline.ExpectedOutput;
import symphony.core.pipeline.ExpectedOutputs;
import symphony.core.queue.Claim;
import symphony.core.queue.TaskQueue;
import symphony.core.store.ArtifactStore;
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

    private final Workplace workplace;
    private final TaskQueue queue;
    private final ArtifactStore store;

    TaskCycle(Workplace workplace, TaskQueue queue) {
        this.workplace = workplace;
        this.queue = queue;
        this.store = workplace.store();
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
            new Attempt(workplace, claim, files, lacking, cancellation, patience).run();
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
}
