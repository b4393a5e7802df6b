package symphony.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowVideoMap;
import symphony.core.pipeline.DueRuns;
import symphony.core.pipeline.ExpectedOutput;
import symphony.core.pipeline.ExpectedOutputs;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.TaskCancelled;

/**
 * What a task has to make, and what of it lies in storage already.
 *
 * @param parts the row parts that the task covers
 * @param own the outputs that are the task's to make, as they lie there; none where a redo has overtaken them all
 */
record TaskSurvey(Task task, SessionFiles files, List<PartName> parts, DueRuns runs, List<Seen> own) {
    TaskSurvey {
        own = List.copyOf(own);
    }

    /** @throws TaskFailed where there is no telling what it has to make */
    static TaskSurvey of(Task task, ArtifactStore store, SessionCache sessions, Patience patience)
            throws IOException, TaskFailed, TaskCancelled {
        SessionFiles files = sessions.read(task.root(), patience);
        if (files.map().isEmpty() && (task.role() == Role.PREPROC || task.role() == Role.POSTPROCESS)) {
            throw TaskFailed.counted("there is no row video map that can be read: "
                    + task.root().rvm() + "; 'symphony repair' has it made again");
        }
        List<PartName> parts = ExpectedOutputs.parts(task, files.map());
        DueRuns runs = DueRuns.of(task, parts, files.session());
        List<ExpectedOutput> expected = ExpectedOutputs.of(task, files.map());
        if (expected.isEmpty()) {
            throw TaskFailed.hopeless("the row video map " + task.root().rvm() + " shows no row in " + task.archives());
        }
        return new TaskSurvey(task, files, parts, runs, look(task, expected, runs, files.map(), store, patience));
    }

    private static List<Seen> look(
            Task task,
            List<ExpectedOutput> expected,
            DueRuns runs,
            Optional<RowVideoMap> map,
            ArtifactStore store,
            Patience patience)
            throws IOException, TaskCancelled {
        ArtifactCheck check = new ArtifactCheck(store);
        List<Seen> seen = new ArrayList<>();
        for (ExpectedOutput output : expected) {
            OptionalInt run = runs.own(task.role(), output.part());
            if (run.isPresent()) {
                seen.add(patience.storage(() -> check.look(task.root(), output, run.getAsInt(), map)));
            }
        }
        return seen;
    }

    boolean isOutdated() {
        return own.isEmpty();
    }

    /** The outputs to make. */
    List<Seen> lacking() {
        return own.stream().filter(seen -> !seen.whole()).toList();
    }

    /** The row parts whose outputs are the task's to make. */
    List<PartName> ownParts() {
        return own.stream().flatMap(seen -> seen.output().part().stream()).toList();
    }

    /** Whether a redo has raised what is due of any lacking output since. */
    boolean isOvertaken(Optional<Session> now) {
        DueRuns due = DueRuns.of(task, parts, now);
        return lacking().stream().anyMatch(seen -> {
            OptionalInt run = due.own(task.role(), seen.output().part());
            return run.isEmpty() || run.getAsInt() > seen.run();
        });
    }
}
