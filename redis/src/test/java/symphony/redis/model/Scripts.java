package symphony.redis.model;

/** What the Lua scripts do to a state, each in one step as Redis does it. */
final class Scripts {
    private final Bounds bounds;
    private final Mutation mutation;

    Scripts(Bounds bounds, Mutation mutation) {
        this.bounds = bounds;
        this.mutation = mutation;
    }

    boolean mutated(Mutation by) {
        return mutation == by;
    }

    /** Whether so many workers died with a task in hand that it runs while its worker does nothing else, if it runs. */
    boolean isAlone(State s, int task) {
        return s.deaths[task] >= bounds.deaths();
    }

    /** Whether the last of them died while the task was alone. */
    boolean isPoison(State s, int task) {
        return s.deaths[task] > bounds.deaths();
    }

    /** @return whether anything was claimed; asked again with the same token the answer is the same */
    boolean claim(State s, Worker worker, int place, byte token) {
        boolean again = worker.leasedTask[place] != 0 && worker.leasedToken[place] == token;
        if (again && !mutated(Mutation.CLAIM_NOT_REPEATABLE)) {
            return true;
        }
        if (worker.leasedTask[place] != 0 && !again) {
            return false;
        }
        boolean late = !again && token <= worker.granted[place] && !mutated(Mutation.LATE_CLAIM_GRANTED);
        if (s.queue.length == 0 || s.cancelled || late) {
            return false;
        }
        if (isPoison(s, s.queue[0]) && !mutated(Mutation.POISON_NEVER_DIES)) {
            bury(s, s.takeHead());
            return false;
        }
        byte task = s.takeHead();
        s.claimedOnce |= 1 << task;
        if (!mutated(Mutation.CLAIM_WITHOUT_LEASE)) {
            worker.granted[place] = token;
            worker.leasedTask[place] = task;
            worker.leasedToken[place] = token;
        }
        return true;
    }

    /** @return whether the claim was this one's, or had been settled by an earlier copy of the same call */
    boolean complete(State s, Worker worker, int place, byte token, byte task) {
        boolean fenced = !mutated(Mutation.COMPLETE_UNFENCED);
        // the script sees the token alone: that it stands for this task is for the protocol to keep true
        if (fenced && worker.leasedToken[place] != token) {
            return worker.settled[place] == token;
        }
        takeOff(worker, place);
        worker.settled[place] = token;
        if (!mutated(Mutation.COMPLETE_KEEPS_IDENTITY)) {
            s.identities &= ~(1 << task);
        }
        s.completed[task]++; // of which task the worker thinks so
        return true;
    }

    void fail(State s, Worker worker, int place) {
        byte task = worker.task[place];
        if (worker.leasedToken[place] != worker.token[place]) {
            return;
        }
        worker.settled[place] = worker.token[place];
        takeOff(worker, place);
        s.failedOnce |= 1 << task;
        if (++s.failures[task] > bounds.retries()) {
            bury(s, task);
        } else {
            s.delayed |= 1 << task;
        }
    }

    private static void bury(State s, byte task) {
        s.dead |= 1 << task;
        s.identities &= ~(1 << task);
    }

    void release(State s, Worker worker, int place) {
        if (worker.leasedToken[place] == worker.token[place]) {
            worker.settled[place] = worker.token[place];
            byte task = worker.leasedTask[place];
            takeOff(worker, place);
            s.toHead(task);
        }
    }

    /** Hands back what a lease holds, the newest first, so that the oldest claim ends up at the head. */
    void handBack(State s, Worker worker, boolean died) {
        while (true) {
            int newest = newest(worker);
            if (newest < 0) {
                break;
            }
            byte task = worker.leasedTask[newest];
            takeOff(worker, newest);
            if (died) {
                s.deaths[task]++; // begun or not: Redis does not know
            }
            if (mutated(Mutation.REAP_TO_TAIL)) {
                s.toTail(task);
            } else {
                s.toHead(task);
            }
        }
    }

    private static int newest(Worker worker) {
        int newest = -1;
        for (int p = 0; p < worker.leasedTask.length; p++) {
            if (worker.leasedTask[p] != 0 && (newest < 0 || worker.leasedToken[p] > worker.leasedToken[newest])) {
                newest = p;
            }
        }
        return newest;
    }

    void reap(State s, Worker worker) {
        if (mutated(Mutation.REAP_KEEPS_LEASE)) {
            byte[] tasks = worker.leasedTask.clone();
            byte[] tokens = worker.leasedToken.clone();
            handBack(s, worker, true);
            System.arraycopy(tasks, 0, worker.leasedTask, 0, tasks.length);
            System.arraycopy(tokens, 0, worker.leasedToken, 0, tokens.length);
        } else {
            handBack(s, worker, true);
            worker.forgetLease();
        }
    }

    /** A worker that was reaped has lost all; one whose database was wiped, or its lease deleted by hand, keeps all. */
    void register(State s, Worker worker) {
        boolean wiped = worker.epoch == Worker.PAST || worker.member || mutated(Mutation.REGISTER_KEEPS_ALL);
        worker.registered = true;
        worker.member = true;
        worker.epoch = Worker.PRESENT;
        for (int p = 0; p < worker.phase.length; p++) {
            if (worker.task[p] != 0) {
                if (wiped) {
                    worker.leasedTask[p] = worker.task[p];
                    worker.leasedToken[p] = worker.token[p];
                    worker.granted[p] = worker.token[p];
                    s.identities |= 1 << worker.task[p];
                } else {
                    worker.free(p);
                }
            }
        }
    }

    /** Claims that Redis does not know are lost; what Redis holds and the worker knows nothing of goes back. */
    void renew(State s, Worker worker) {
        for (int p = 0; p < worker.phase.length; p++) {
            boolean same = worker.leasedTask[p] != 0 && worker.leasedToken[p] == worker.token[p];
            boolean awaited = worker.phase[p] == Worker.ASKED;
            boolean settledUnheard = worker.settled[p] != 0 && worker.settled[p] == worker.token[p];
            if (worker.task[p] != 0 && !same && !settledUnheard) {
                worker.free(p);
            }
            if (worker.leasedTask[p] != 0 && !same && !awaited && !mutated(Mutation.RENEW_KEEPS_UNDECLARED)) {
                byte task = worker.leasedTask[p];
                takeOff(worker, p);
                s.toHead(task);
            } else if (same && worker.task[p] != 0) {
                s.identities |= 1 << worker.task[p];
            }
        }
    }

    void enqueue(State s, int tasks) {
        for (byte t = 1; t <= s.tasks(); t++) {
            boolean known = State.in(s.identities, t) && s.lines(t) > 0;
            if (State.in(tasks, t) && !known && !s.cancelled) {
                s.identities |= 1 << t;
                s.enqueued[t]++;
                s.toTail(t);
            }
        }
    }

    /** Whether an identity is there without its line. */
    boolean leavesIdentities(State s) {
        return orphaned(s) != 0 && !mutated(Mutation.IDENTITIES_NOT_RECONCILED);
    }

    void reconcile(State s) {
        s.identities &= ~orphaned(s);
    }

    private static int orphaned(State s) {
        int orphaned = 0;
        for (int t = 1; t <= s.tasks(); t++) {
            orphaned |= State.in(s.identities, t) && s.lines(t) == 0 ? 1 << t : 0;
        }
        return orphaned;
    }

    void cancel(State s) {
        s.cancelled = true;
        s.queue = new byte[0];
        s.delayed = 0;
        s.identities = 0;
        if (!mutated(Mutation.CANCEL_KEEPS_CLAIMS)) {
            for (Worker worker : s.workers) {
                for (int p = 0; p < worker.leasedTask.length; p++) {
                    takeOff(worker, p);
                }
            }
        }
    }

    void flush(State s) {
        s.queue = new byte[0];
        s.identities = 0;
        s.delayed = 0;
        s.dead = 0;
        s.cancelled = false;
        for (int t = 1; t <= s.tasks(); t++) {
            s.failures[t] = 0;
            s.deaths[t] = 0;
        }
        for (Worker worker : s.workers) {
            worker.forgetLease();
            worker.epoch = worker.epoch == Worker.PRESENT ? Worker.PAST : worker.epoch;
        }
    }

    private static void takeOff(Worker worker, int place) {
        worker.leasedTask[place] = 0;
        worker.leasedToken[place] = 0;
    }
}
