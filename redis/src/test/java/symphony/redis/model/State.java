package symphony.redis.model;

import java.util.Arrays;

/** One state of everything: Redis, the workers, the storage, and what has been. Tasks are numbered from 1. */
final class State {
    static final int NO_PLAN = -1;

    // in Redis; sets of tasks are bits
    byte[] queue;
    int identities;
    int delayed;
    int dead;
    boolean cancelled;
    final byte[] failures;
    final byte[] deaths;
    final Worker[] workers;

    // in storage: how often it was written
    final byte[] artifact;

    // repair: due, and what one that is under way has planned
    boolean repairDue;
    int planned = NO_PLAN;

    // what has been
    final byte[] enqueued;
    final byte[] completed;
    int claimedOnce;
    int failedOnce;
    int wipes;
    boolean repaired;
    int faultsLeft;

    /** The beginning: all tasks wait, in order. */
    State(Bounds bounds) {
        int tasks = bounds.tasks();
        queue = new byte[tasks];
        failures = new byte[tasks + 1];
        deaths = new byte[tasks + 1];
        artifact = new byte[tasks + 1];
        enqueued = new byte[tasks + 1];
        completed = new byte[tasks + 1];
        for (byte t = 1; t <= tasks; t++) {
            queue[t - 1] = t;
            identities |= 1 << t;
            enqueued[t] = 1;
        }
        workers = new Worker[bounds.workers()];
        for (int w = 0; w < workers.length; w++) {
            workers[w] = new Worker(bounds.places());
        }
        faultsLeft = bounds.faults();
    }

    private State(State s) {
        queue = s.queue;
        identities = s.identities;
        delayed = s.delayed;
        dead = s.dead;
        cancelled = s.cancelled;
        failures = s.failures.clone();
        deaths = s.deaths.clone();
        artifact = s.artifact.clone();
        enqueued = s.enqueued.clone();
        completed = s.completed.clone();
        workers = new Worker[s.workers.length];
        for (int w = 0; w < workers.length; w++) {
            workers[w] = s.workers[w].copy();
        }
        repairDue = s.repairDue;
        planned = s.planned;
        claimedOnce = s.claimedOnce;
        failedOnce = s.failedOnce;
        wipes = s.wipes;
        repaired = s.repaired;
        faultsLeft = s.faultsLeft;
    }

    State copy() {
        return new State(this);
    }

    int tasks() {
        return artifact.length - 1;
    }

    static boolean in(int set, int task) {
        return (set & 1 << task) != 0;
    }

    void toHead(byte task) {
        byte[] longer = new byte[queue.length + 1];
        longer[0] = task;
        System.arraycopy(queue, 0, longer, 1, queue.length);
        queue = longer;
    }

    void toTail(byte task) {
        queue = Arrays.copyOf(queue, queue.length + 1);
        queue[queue.length - 1] = task;
    }

    byte takeHead() {
        byte task = queue[0];
        queue = Arrays.copyOfRange(queue, 1, queue.length);
        return task;
    }

    /** In how many places of Redis a task's line is: waiting, delayed, leased. */
    int lines(int task) {
        int found = in(delayed, task) ? 1 : 0;
        for (byte waiting : queue) {
            found += waiting == task ? 1 : 0;
        }
        for (Worker worker : workers) {
            for (byte leased : worker.leasedTask) {
                found += leased == task ? 1 : 0;
            }
        }
        return found;
    }

    /** The same text for states that no step and no invariant can tell apart. */
    String key() {
        StringBuilder out = new StringBuilder(48);
        out.append((char) queue.length);
        for (byte task : queue) {
            out.append((char) task);
        }
        out.append((char) (identities << 4 | delayed)).append((char) (dead << 4 | claimedOnce));
        out.append((char) (failedOnce << 4 | planned + 1));
        out.append(
                (char) (faultsLeft << 5 | wipes << 3 | (repaired ? 4 : 0) | (repairDue ? 2 : 0) | (cancelled ? 1 : 0)));
        for (int t = 1; t <= tasks(); t++) {
            out.append((char) (failures[t] << 5 | deaths[t] << 2 | artifact[t]));
            out.append((char) (enqueued[t] << 4 | completed[t]));
        }
        String[] each = new String[workers.length];
        for (int w = 0; w < workers.length; w++) {
            each[w] = workers[w].key();
        }
        Arrays.sort(each); // workers are alike: which of them is which matters to nothing
        for (String worker : each) {
            out.append(worker);
        }
        return out.toString();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("queue " + Arrays.toString(queue));
        out.append(" identities ").append(Integer.toBinaryString(identities));
        out.append(" delayed ").append(Integer.toBinaryString(delayed));
        out.append(" dead ").append(Integer.toBinaryString(dead)).append(cancelled ? " cancelled" : "");
        out.append(" artifacts ").append(Arrays.toString(artifact));
        for (Worker worker : workers) {
            out.append("\n      ").append(worker);
        }
        return out.toString();
    }
}
