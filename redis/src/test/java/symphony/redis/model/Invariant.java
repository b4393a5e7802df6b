package symphony.redis.model;

import java.util.Optional;

/** What holds in every state; the words are those of {@code docs/explanation/queue-protocol.md}. */
enum Invariant {
    /**
     * A line waits, is delayed, is leased or is dead. After a wipe nobody knows who had been reaped before: each worker
     * that outlived it may hold what a repair sent again.
     */
    ONE_PLACE {
        @Override
        boolean holds(State s, Scripts scripts) {
            for (int t = 1; t <= s.tasks(); t++) {
                int lines = s.lines(t);
                boolean deadToo = lines > 0 && State.in(s.dead, t) && !s.repaired && s.wipes == 0;
                if (lines > 1 + survivors(s) || deadToo) {
                    return false;
                }
            }
            return true;
        }
    },
    /** A task without an artifact has a line, or a person or a repair is about to see to it. */
    NOTHING_LOST {
        @Override
        boolean holds(State s, Scripts scripts) {
            for (int t = 1; t <= s.tasks(); t++) {
                boolean planned = s.planned != State.NO_PLAN && State.in(s.planned, t);
                boolean seen = s.artifact[t] > 0 || s.lines(t) > 0 || State.in(s.dead, t) || planned;
                if (!seen && !s.repairDue && !s.cancelled) {
                    return false;
                }
            }
            return true;
        }
    },
    /** Without a wipe an identity is there exactly as long as its line waits, is delayed or is leased. */
    IDENTITY_AS_LINE {
        @Override
        boolean holds(State s, Scripts scripts) {
            for (int t = 1; t <= s.tasks(); t++) {
                if (s.wipes == 0 && State.in(s.identities, t) != s.lines(t) > 0) {
                    return false;
                }
            }
            return true;
        }
    },
    /** What is published stays as it is. */
    PUBLISHED_ONCE {
        @Override
        boolean holds(State s, Scripts scripts) {
            for (byte written : s.artifact) {
                if (written > 1) {
                    return false;
                }
            }
            return true;
        }
    },
    /** A line completes at most once; each claim that outlived a wipe may complete once more. */
    COMPLETES_ONCE {
        @Override
        boolean holds(State s, Scripts scripts) {
            for (int t = 1; t <= s.tasks(); t++) {
                if (s.completed[t] > s.enqueued[t] + survivors(s)) {
                    return false;
                }
            }
            return true;
        }
    },
    /** What workers died over runs while its worker does nothing else. */
    ALONE {
        @Override
        boolean holds(State s, Scripts scripts) {
            for (Worker worker : s.workers) {
                int held = 0;
                boolean alone = false;
                for (int p = 0; p < worker.phase.length; p++) {
                    held += worker.task[p] != 0 ? 1 : 0;
                    alone |= worker.phase[p] == Worker.STARTED
                            && current(worker, p)
                            && scripts.isAlone(s, worker.task[p]);
                }
                if (alone && held > 1 && s.wipes == 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean current(Worker worker, int p) {
            return worker.leasedToken[p] == worker.token[p] && worker.leasedTask[p] == worker.task[p];
        }
    },
    /** First come, first served: what was given back stands before what was never claimed, and that in its order. */
    FIFO {
        @Override
        boolean holds(State s, Scripts scripts) {
            int newest = 0;
            for (byte task : s.queue) {
                boolean retried = State.in(s.failedOnce, task);
                if (s.wipes > 0 || s.repaired || retried) {
                    continue;
                }
                if (State.in(s.claimedOnce, task)) {
                    if (newest > 0) {
                        return false;
                    }
                } else {
                    if (task < newest) {
                        return false;
                    }
                    newest = task;
                }
            }
            return true;
        }
    },
    /** What a worker died over while it did nothing else is claimed by no other; but for claims that outlived a wipe. */
    POISON_ENDS {
        @Override
        boolean holds(State s, Scripts scripts) {
            for (Worker worker : s.workers) {
                for (byte task : worker.leasedTask) {
                    if (task != 0 && scripts.isPoison(s, task) && s.wipes == 0) {
                        return false;
                    }
                }
            }
            return true;
        }
    };

    abstract boolean holds(State s, Scripts scripts);

    private static int survivors(State s) {
        return s.wipes * s.workers.length;
    }

    static Optional<Invariant> broken(State s, Scripts scripts) {
        for (Invariant each : values()) {
            if (!each.holds(s, scripts)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** All is done or dead, and Redis is as it was before: no line, no identity, no claim. */
    static boolean isSettled(State s) {
        if (s.queue.length > 0 || s.identities != 0 || s.delayed != 0 || s.cancelled || s.repairDue) {
            return false;
        }
        for (Worker worker : s.workers) {
            if (!worker.alive || !worker.hasNone()) {
                return false;
            }
        }
        for (int t = 1; t <= s.tasks(); t++) {
            if (s.lines(t) > 0 || (s.artifact[t] == 0 && !State.in(s.dead, t))) {
                return false;
            }
        }
        return s.planned == State.NO_PLAN;
    }
}
