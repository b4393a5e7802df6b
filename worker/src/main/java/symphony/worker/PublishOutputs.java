package symphony.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.ExpectedOutput;
import symphony.core.stage.StageFolder;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.ProgramSpec;
import symphony.worker.program.TaskCancelled;

/** Publishes all that a program has made, in the order in which it counts: the last one is the commit. */
final class PublishOutputs {
    private final Workplace workplace;
    private final TaskSurvey survey;
    private final ProgramSpec spec;
    private final Publisher publisher;
    private final Patience patience;

    PublishOutputs(Workplace workplace, TaskSurvey survey, ProgramSpec spec, Patience patience, Lease lease) {
        this.workplace = workplace;
        this.survey = survey;
        this.spec = spec;
        this.patience = patience;
        this.publisher = new Publisher(workplace.store(), patience, lease);
    }

    /** @param beside what lay beside the summary when the task was looked at, by key */
    void publish(StageFolder folder, Making making, Map<String, StoredObject> beside)
            throws IOException, TaskFailed, TaskCancelled {
        Task task = survey.task();
        SessionRoot root = task.root();
        List<Seen> lacking = stillLacking(root);
        if (lacking.isEmpty()) {
            return;
        }
        StageName name = StageName.read(folder, spec);
        for (Seen seen : inOrder(folder, beside, lacking)) {
            Path file = folder.outputs()
                    .resolve(
                            task.role() == Role.POSTPROCESS
                                    ? seen.output().relativeKey()
                                    : seen.output().fileName());
            boolean ours = publisher.publish(
                    root,
                    seen,
                    file,
                    survey.files().map(),
                    sum -> making.provenance(task, seen, sum, spec, name, workplace.settings()));
            if (ours) {
                workplace.events().published(root.key(seen.output().relativeKey()), Files.size(file));
            }
        }
    }

    /** What lay there without a record was not known to be whole at the claim; a slow worker may have told since. */
    private List<Seen> stillLacking(SessionRoot root) throws IOException, TaskCancelled {
        ArtifactCheck check = new ArtifactCheck(workplace.store());
        List<Seen> lacking = new ArrayList<>();
        for (Seen seen : survey.lacking()) {
            if (seen.object().isEmpty()
                    || !patience.storage(() -> check.look(
                                    root,
                                    seen.output(),
                                    seen.run(),
                                    survey.files().map()))
                            .whole()) {
                lacking.add(seen);
            }
        }
        return lacking;
    }

    private List<Seen> inOrder(StageFolder folder, Map<String, StoredObject> beside, List<Seen> lacking)
            throws IOException {
        List<Seen> all = new ArrayList<>();
        if (survey.task().role() == Role.POSTPROCESS) {
            int run = lacking.get(0).run();
            for (String name : OutputCheck.besideSummary(folder)) {
                ExpectedOutput output = new ExpectedOutput(name, ExpectedOutput.Kind.ZIP, Optional.empty());
                StoredObject there = beside.get(survey.task().root().key(name));
                all.add(new Seen(output, run, Optional.ofNullable(there), false));
            }
        }
        all.addAll(lacking);
        return all;
    }
}
