package symphony.worker;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.program.ProcessUsage;
import symphony.worker.program.ProgramSpec;
import symphony.worker.program.SlotPrograms;
import symphony.worker.program.SlotShare;

/** Where one program runs at a time; what it takes of the machine is measured. */
final class Slot implements AutoCloseable {
    /** A program that says nothing of its progress. */
    private static final double UNKNOWN = -1;

    private final int number;
    private final SlotPrograms programs;
    private volatile @Nullable Task task;
    private volatile double progress = UNKNOWN;
    private double cpuSeconds;
    private long measured = System.nanoTime();

    Slot(int number, Map<Role, ProgramSpec> specs, SlotShare share) {
        this.number = number;
        this.programs = new SlotPrograms(specs, share);
    }

    int number() {
        return number;
    }

    SlotPrograms programs() {
        return programs;
    }

    void begin(Task begun) {
        progress = UNKNOWN;
        task = begun;
    }

    void progress(double fraction) {
        progress = fraction;
    }

    void end() {
        task = null;
        progress = UNKNOWN;
    }

    /** What it does, and what that takes since the last time this was asked; empty where nothing is at work or alive. */
    synchronized Optional<WorkerLoad.Slot> load() {
        ProcessUsage usage = programs.usage();
        long now = System.nanoTime();
        double cores = Math.max(0, usage.cpuSeconds() - cpuSeconds) / Math.max(1e-3, (now - measured) * 1e-9);
        cpuSeconds = usage.cpuSeconds();
        measured = now;
        Task current = task;
        return current == null && usage.memoryBytes() == 0
                ? Optional.empty()
                : Optional.of(new WorkerLoad.Slot(
                        number, current == null ? "" : describe(current), cores, usage.memoryBytes(), progress));
    }

    @Override
    public void close() {
        programs.close();
    }

    private static String describe(Task task) {
        String piece =
                switch (task.role()) {
                    case RVM, POSTPROCESS -> "";
                    case PREPROC -> " " + task.archives().get(0).fileName();
                    case DETECTION, PROCESS -> " " + task.parts().get(0);
                };
        return task.queue().text() + piece;
    }
}
