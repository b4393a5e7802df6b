package symphony.app.work;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import symphony.core.queue.Failure;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.worker.WorkerEvents;

/** A line for each task that ends, as an operator reads them in a log. */
public final class WorkerLines implements WorkerEvents {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final Clock clock;

    public WorkerLines(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void taskDone(int slot, Task task, Duration took) {
        line("done     " + name(task) + String.format(Locale.ROOT, "  %.1f s", took.toMillis() / 1000.0));
    }

    @Override
    public void taskSkipped(int slot, Task task, String why) {
        line("skipped  " + name(task) + "  " + why);
    }

    @Override
    public void taskFailed(int slot, Task task, Failure failure) {
        line("FAILED   " + name(task) + "  " + failure.reason()
                + (failure.log().isEmpty() ? "" : "  log: " + failure.log()));
    }

    @Override
    public void taskReturned(int slot, Task task, String why) {
        line("returned " + name(task) + "  " + why);
    }

    @Override
    public void waitingForQueue(String reason) {
        line("waiting for Redis: " + reason);
    }

    @Override
    public void waitingForStorage(String reason) {
        line("waiting for storage: " + reason);
    }

    @Override
    public void trouble(String what) {
        line("note: " + what);
    }

    private void line(String text) {
        out.println(TIME.format(clock.instant()) + " " + text);
    }

    private static String name(Task task) {
        String piece = task.role() == Role.PREPROC
                ? task.archives().get(0).fileName()
                : task.parts().isEmpty() ? "" : task.parts().get(0).toString();
        return task.queue() + (piece.isEmpty() ? "" : " " + piece);
    }
}
