package symphony.redis.model;

import java.util.Arrays;

/** A worker: what Redis holds under its name, what it believes, and one copy of a call that is still on its way. */
final class Worker {
    /** What a place of the worker is doing, as the worker sees it. */
    static final byte FREE = 0;

    static final byte ASKED = 1;
    static final byte HELD = 2;
    static final byte STARTED = 3;
    static final byte PUBLISHED = 4;

    /** Which life of the database the worker knows. */
    static final byte NO_EPOCH = 0;

    static final byte PRESENT = 1;
    static final byte PAST = 2;

    boolean alive = true;
    byte epoch = NO_EPOCH;

    // in Redis: the lease hash, and whether it is there; and the entry among the workers, which goes when it is reaped
    boolean registered;
    boolean member;
    final byte[] leasedTask;
    final byte[] leasedToken;
    final byte[] settled;
    /** The newest token that ever took a line here: an older one is a copy of a call from before. */
    final byte[] granted;

    // in the worker; tokens are counted from 1, tasks too, 0 is none
    final byte[] phase;
    final byte[] task;
    final byte[] token;

    // on the way: a complete where a task is given, else a claim
    byte latePlace;
    byte lateTask;
    byte lateToken;

    Worker(int places) {
        leasedTask = new byte[places];
        leasedToken = new byte[places];
        settled = new byte[places];
        granted = new byte[places];
        phase = new byte[places];
        task = new byte[places];
        token = new byte[places];
    }

    private Worker(Worker w) {
        alive = w.alive;
        epoch = w.epoch;
        registered = w.registered;
        member = w.member;
        leasedTask = w.leasedTask.clone();
        leasedToken = w.leasedToken.clone();
        settled = w.settled.clone();
        granted = w.granted.clone();
        phase = w.phase.clone();
        task = w.task.clone();
        token = w.token.clone();
        latePlace = w.latePlace;
        lateTask = w.lateTask;
        lateToken = w.lateToken;
    }

    Worker copy() {
        return new Worker(this);
    }

    boolean hasNone() {
        for (byte each : phase) {
            if (each != FREE) {
                return false;
            }
        }
        return true;
    }

    boolean runsOne() {
        for (byte each : phase) {
            if (each == STARTED) {
                return true;
            }
        }
        return false;
    }

    void free(int place) {
        phase[place] = FREE;
        task[place] = 0;
        token[place] = 0;
    }

    void hold(int place, byte claimed) {
        phase[place] = HELD;
        task[place] = claimed;
    }

    void forgetLease() {
        member = false;
        deleteLease();
    }

    void deleteLease() {
        registered = false;
        Arrays.fill(leasedTask, (byte) 0);
        Arrays.fill(leasedToken, (byte) 0);
        Arrays.fill(settled, (byte) 0);
        Arrays.fill(granted, (byte) 0);
    }

    void forgetLate() {
        latePlace = 0;
        lateTask = 0;
        lateToken = 0;
    }

    byte newToken() {
        byte newest = lateToken;
        for (int p = 0; p < token.length; p++) {
            newest = (byte) Math.max(newest, Math.max(token[p], Math.max(granted[p], settled[p])));
        }
        return (byte) (newest + 1);
    }

    /** Only how tokens compare matters: numbered anew, states that differ in nothing else become one. */
    private void renumberTokens() {
        boolean[] used = new boolean[Byte.MAX_VALUE];
        for (int p = 0; p < token.length; p++) {
            used[token[p]] = true;
            used[leasedToken[p]] = true;
            used[settled[p]] = true;
            used[granted[p]] = true;
        }
        used[lateToken] = true;
        byte[] number = new byte[used.length];
        byte next = 1;
        for (int t = 1; t < used.length; t++) {
            if (used[t]) {
                number[t] = next++;
            }
        }
        for (int p = 0; p < token.length; p++) {
            token[p] = number[token[p]];
            leasedToken[p] = number[leasedToken[p]];
            settled[p] = number[settled[p]];
            granted[p] = number[granted[p]];
        }
        lateToken = number[lateToken];
    }

    String key() {
        renumberTokens();
        StringBuilder out = new StringBuilder(16);
        out.append((char) (epoch << 3 | (member ? 4 : 0) | (registered ? 2 : 0) | (alive ? 1 : 0)));
        for (int p = 0; p < token.length; p++) {
            out.append((char) (leasedTask[p] << 4 | task[p])).append((char) (leasedToken[p] << 4 | token[p]));
            out.append((char) (granted[p] << 8 | settled[p] << 4 | phase[p]));
        }
        out.append((char) (latePlace << 4 | lateTask)).append((char) lateToken);
        return out.toString();
    }

    @Override
    public String toString() {
        return (alive ? "" : "dead ") + (registered ? "" : "unregistered ") + "lease " + Arrays.toString(leasedTask)
                + " tokens " + Arrays.toString(leasedToken) + " | believes " + Arrays.toString(task) + " tokens "
                + Arrays.toString(token) + " phases " + Arrays.toString(phase)
                + (lateToken == 0 ? "" : " | late copy " + lateTask + "/" + lateToken);
    }
}
