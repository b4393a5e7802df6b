package symphony.app.doctor;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import symphony.app.Workspace;

/** All examinations, one after the other. */
public final class Doctor {
    private final Workspace workspace;
    private final Clock clock;
    private final boolean deep;

    /** @param deep whether every key in storage is looked at */
    public Doctor(Workspace workspace, Clock clock, boolean deep) {
        this.workspace = workspace;
        this.clock = clock;
        this.deep = deep;
    }

    /** @param told of each diagnosis when it is made */
    public void examine(Consumer<Diagnosis> told) {
        List<Supplier<Diagnosis>> examinations = List.of(
                () -> new MachineExamination(workspace).examine(),
                () -> new RedisExamination(workspace, clock).examine(),
                () -> new StorageExamination(workspace, deep).examine(),
                () -> new RegistryExamination(workspace).examine(),
                () -> new ProgramExamination(workspace).examine(),
                () -> new WorkerExamination(workspace).examine());
        examinations.forEach(examination -> told.accept(examination.get()));
    }
}
