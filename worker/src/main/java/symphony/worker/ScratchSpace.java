package symphony.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The folder that task folders are made in, and how many of them it bears. */
final class ScratchSpace {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final double FORGETTING = 0.9;
    /** A disk with less than this is full: no program's files fit. */
    private static final long LEAST_BYTES = 1_000_000;

    private final Path folder;
    private final long limit;
    private final WorkerEvents events;
    /**
     * Emptied folders of tasks that are over, for others to take. On ext4 a new file or folder costs the more, the more of them
     * were deleted in the last minutes: with short tasks that was half of what a task cost.
     */
    private final Queue<Path> emptied = new ConcurrentLinkedQueue<>();

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

    /** A folder that its owner alone can read, under a name that no task before had. */
    private Path fresh() throws IOException {
        Path used = emptied.poll();
        if (used != null) {
            try {
                return Files.move(used, folder.resolve("task-" + UUID.randomUUID()));
            } catch (IOException e) {
                // somebody has tidied up, or holds it open, which Windows minds: a new one does as well
            }
        }
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
        events.scratchFull(folder + " has no room for a task's files (" + fault.getMessage()
                + "): free some space, or lower worker.scratch_limit; the task goes back to its queue, and no more is claimed for "
                + rest().toSeconds() + " s");
    }

    /** Claims nothing for a while, longer each time. */
    private synchronized Duration rest() {
        Duration time = pause;
        fullUntil = System.nanoTime() + time.toNanos();
        Duration twice = time.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        return time;
    }

    /**
     * What became of a task is no fault of its own where the disk is full now.
     *
     * @param what went wrong
     * @throws ScratchFull where it is
     */
    void failIfFull(String what) {
        long left;
        try {
            left = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return; // nothing is known of the disk
        }
        if (left < LEAST_BYTES) {
            throw new ScratchFull(what + "; " + left + " bytes are left");
        }
    }

    /** A task folder can take another task. */
    void emptied(Path folder) {
        emptied.add(folder);
    }

    /** The files of a task were deleted, whatever came of it. */
    synchronized void deleted(long bytes) {
        footprint = Math.max(bytes, footprint * FORGETTING);
    }

    /** There was room for all that a task needed: the next shortage begins with a short pause again. */
    synchronized void sufficed() {
        pause = FIRST_PAUSE;
    }

    void trouble(String what) {
        events.trouble(what);
    }
}
