package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** The folder that task folders are made in, and how many of them it bears. */
final class ScratchSpace {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final double FORGETTING = 0.9;

    private final Path folder;
    private final long limit;
    private final WorkerEvents events;
    /** What a task folder comes to: the largest of late. */
    private double footprint;

    private Duration pause = FIRST_PAUSE;
    private long fullUntil = System.nanoTime();

    /** @param limit bytes that all task folders together may take; 0: all there are */
    ScratchSpace(Path folder, long limit, WorkerEvents events) {
        this.folder = folder;
        this.limit = limit;
        this.events = events;
    }

    /** @throws ScratchFull where there is no room for it */
    TaskFolder make(ObjectNode task) throws IOException {
        try {
            return TaskFolder.make(fresh(), task, this);
        } catch (IOException e) {
            throw ScratchFull.unlessFull(e);
        }
    }

    /** A folder that its owner alone can read. */
    private Path fresh() throws IOException {
        try {
            return Files.createTempDirectory(folder, "task-");
        } catch (NoSuchFileException e) {
            Files.createDirectories(folder); // the first time
            return Files.createTempDirectory(folder, "task-");
        }
    }

    /** How many task folders the limit bears; one always, or nothing would ever be done. */
    synchronized int mostFolders() {
        return limit == 0 || footprint == 0
                ? Integer.MAX_VALUE
                : (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit / footprint));
    }

    /** Whether the disk was found full a moment ago: no more is to be claimed until some time has passed. */
    synchronized boolean isFull() {
        return fullUntil - System.nanoTime() > 0;
    }

    /** A task could not be given room. */
    void foundFull(ScratchFull fault) {
        synchronized (this) {
            fullUntil = System.nanoTime() + pause.toNanos();
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        }
        events.scratchFull(folder + " has no room for a task's files (" + fault.getMessage()
                + "): free some space, or lower worker.scratch_limit; the task goes back to its queue");
    }

    /** What has to be said of a failure that a full disk may have caused; else empty. */
    String remark() {
        try {
            long left = Files.getFileStore(folder).getUsableSpace();
            return left < 1_000_000 ? " (the disk of " + folder + " is full: " + left + " bytes are left)" : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** A task folder was deleted. */
    synchronized void deleted(long bytes) {
        footprint = Math.max(bytes, footprint * FORGETTING);
        pause = FIRST_PAUSE;
    }

    void trouble(String what) {
        events.trouble(what);
    }
}
