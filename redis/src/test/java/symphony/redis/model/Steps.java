package symphony.redis.model;

import java.util.function.Consumer;

/** Every step that may be taken from a state: by a worker, by the elected one, by a repair, or by bad luck. */
final class Steps {
    /** @param fault whether it need not happen: the protocol has to get everywhere without */
    record Step(String name, boolean fault, State to) {}

    private final Bounds bounds;
    private final Scripts scripts;

    Steps(Bounds bounds, Scripts scripts) {
        this.bounds = bounds;
        this.scripts = scripts;
    }

    void from(State s, Consumer<Step> out) {
        for (int w = 0; w < s.workers.length; w++) {
            Worker worker = s.workers[w];
            if (worker.lateToken != 0) {
                step(s, w, "late copy", out, this::lateCopy);
            }
            if (worker.alive) {
                alive(s, w, out);
            } else if (worker.member) {
                step(s, w, "reap", out, scripts::reap);
            } else {
                step(s, w, "start anew", out, (to, it) -> startAnew(it));
            }
        }
        ofAll(s, out);
    }

    private void alive(State s, int w, Consumer<Step> out) {
        Worker worker = s.workers[w];
        if (worker.registered) {
            step(s, w, "renew", out, scripts::renew);
        } else {
            step(s, w, "register", out, scripts::register);
        }
        if (worker.member) {
            fault(s, w, Bounds.Fault.STALL, out, scripts::reap);
        }
        for (int place = 0; place < worker.phase.length; place++) {
            int p = place;
            switch (worker.phase[p]) {
                case Worker.FREE -> {
                    if (worker.registered && mayClaim(s, worker, p)) {
                        claim(s, w, p, out);
                    }
                }
                case Worker.ASKED -> {
                    if (worker.registered) {
                        step(s, w, "ask again", out, (to, it) -> answered(to, it, p, it.token[p]));
                    }
                }
                case Worker.HELD -> held(s, w, p, out);
                case Worker.STARTED -> {
                    step(s, w, "publish", out, (to, it) -> publish(to, it, p));
                    if (worker.registered) {
                        fault(s, w, Bounds.Fault.FAILURE, out, (to, it) -> fail(to, it, p));
                    }
                }
                case Worker.PUBLISHED -> {
                    if (worker.registered) {
                        complete(s, w, p, out);
                    }
                }
                default -> throw new IllegalStateException("phase " + worker.phase[p]);
            }
        }
        fault(s, w, Bounds.Fault.KILL, out, (to, it) -> it.alive = false);
        if (worker.registered && !worker.hasNone()) {
            fault(s, w, Bounds.Fault.LEAVE, out, (to, it) -> leave(to, it));
        }
    }

    /** The first place serves the slot. Ahead only while it runs, and while more wait than slots are free elsewhere. */
    private boolean mayClaim(State s, Worker worker, int place) {
        if (s.queue.length == 0 || s.cancelled || worker.leasedTask[place] != 0) {
            return false;
        }
        boolean alone = scripts.isAlone(s, s.queue[0]) && !scripts.isPoison(s, s.queue[0]);
        if (!scripts.mutated(Mutation.ALONE_BESIDE_OTHERS) && (holdsAlone(s, worker) || (alone && !worker.hasNone()))) {
            return false;
        }
        return place == 0 || (worker.runsOne() && s.queue.length > idle(s) && !alone);
    }

    private boolean holdsAlone(State s, Worker worker) {
        for (byte task : worker.task) {
            if (task != 0 && scripts.isAlone(s, task)) {
                return true;
            }
        }
        return false;
    }

    private static int idle(State s) {
        int idle = 0;
        for (Worker worker : s.workers) {
            idle += worker.alive && worker.hasNone() ? 1 : 0;
        }
        return idle;
    }

    private void claim(State s, int w, int p, Consumer<Step> out) {
        step(s, w, p == 0 ? "claim" : "claim ahead", out, (to, it) -> answered(to, it, p, it.newToken()));
        fault(s, w, Bounds.Fault.LOST_ANSWER, out, (to, it) -> {
            byte token = it.newToken();
            scripts.claim(to, it, p, token);
            it.phase[p] = Worker.ASKED;
            it.token[p] = token;
        });
        if (s.workers[w].lateToken == 0) {
            fault(s, w, Bounds.Fault.LATE_COPY, out, (to, it) -> {
                it.latePlace = (byte) p;
                it.lateToken = it.newToken();
                answered(to, it, p, it.lateToken);
            });
        }
    }

    private void answered(State s, Worker worker, int place, byte token) {
        boolean claimed = scripts.claim(s, worker, place, token);
        if (!claimed) {
            worker.free(place);
            return;
        }
        worker.hold(place, worker.leasedTask[place]);
        worker.token[place] = token;
    }

    private void held(State s, int w, int p, Consumer<Step> out) {
        Worker worker = s.workers[w];
        if (!worker.runsOne()) {
            // its outputs are looked at first: whole ones are not made again
            step(
                    s,
                    w,
                    "start",
                    out,
                    (to, it) -> it.phase[p] = to.artifact[it.task[p]] > 0 ? Worker.PUBLISHED : Worker.STARTED);
        } else if (worker.registered && s.queue.length == 0 && idle(s) > 0) {
            step(s, w, "yield", out, (to, it) -> {
                scripts.release(to, it, p);
                it.free(p);
            });
        }
    }

    private void publish(State s, Worker worker, int place) {
        byte task = worker.task[place];
        if (s.artifact[task] == 0 || scripts.mutated(Mutation.PUBLISH_REPLACES)) {
            s.artifact[task]++;
        }
        worker.phase[place] = Worker.PUBLISHED;
    }

    private void fail(State s, Worker worker, int place) {
        scripts.fail(s, worker, place);
        worker.free(place);
    }

    private void complete(State s, int w, int p, Consumer<Step> out) {
        step(s, w, "complete", out, (to, it) -> completed(to, it, p));
        fault(s, w, Bounds.Fault.LOST_ANSWER, out, (to, it) -> scripts.complete(to, it, p, it.token[p], it.task[p]));
        if (s.workers[w].lateToken == 0) {
            fault(s, w, Bounds.Fault.LATE_COPY, out, (to, it) -> {
                it.latePlace = (byte) p;
                it.lateToken = it.token[p];
                it.lateTask = it.task[p];
                completed(to, it, p);
            });
        }
    }

    private void completed(State s, Worker worker, int place) {
        scripts.complete(s, worker, place, worker.token[place], worker.task[place]);
        worker.free(place);
    }

    private void lateCopy(State s, Worker worker) {
        if (worker.registered && worker.lateTask != 0) {
            scripts.complete(s, worker, worker.latePlace, worker.lateToken, worker.lateTask);
        } else if (worker.registered) {
            scripts.claim(s, worker, worker.latePlace, worker.lateToken);
        }
        worker.forgetLate();
    }

    private void leave(State s, Worker worker) {
        scripts.handBack(s, worker, false);
        worker.forgetLease();
        startAnew(worker);
    }

    private static void startAnew(Worker worker) {
        worker.alive = true;
        worker.epoch = Worker.NO_EPOCH;
        worker.forgetLate(); // the new process has another id: no copy of an old call is its own
        for (int p = 0; p < worker.phase.length; p++) {
            worker.free(p);
        }
    }

    private void ofAll(State s, Consumer<Step> out) {
        if (scripts.leavesIdentities(s)) {
            step(s, "reconcile", out, scripts::reconcile);
        }
        for (byte t = 1; t <= s.tasks(); t++) {
            byte task = t;
            if (State.in(s.delayed, t)) {
                step(s, "due", out, to -> {
                    to.delayed &= ~(1 << task);
                    to.toTail(task);
                });
            }
            if (State.in(s.dead, t)) {
                fault(s, Bounds.Fault.RETRY_DEAD, out, to -> {
                    to.dead &= ~(1 << task);
                    to.failures[task] = 0;
                    to.deaths[task] = 0;
                    scripts.enqueue(to, 1 << task);
                });
            }
        }
        if (s.repairDue && s.planned == State.NO_PLAN && !s.cancelled) {
            step(s, "repair plans", out, Steps::plan);
        }
        if (s.planned != State.NO_PLAN) {
            step(s, "repair enqueues", out, to -> {
                scripts.enqueue(to, to.planned);
                to.planned = State.NO_PLAN;
                to.repaired = true;
            });
        }
        if (s.cancelled) {
            step(s, "readmit", out, to -> {
                to.cancelled = false;
                to.repairDue = true;
            });
        }
        if (s.wipes < 3) {
            for (int w = 0; w < s.workers.length; w++) {
                if (s.workers[w].registered) {
                    fault(s, w, Bounds.Fault.DELETE_LEASE, out, Steps::deleteLease);
                }
            }
            fault(s, Bounds.Fault.FLUSH, out, to -> {
                scripts.flush(to);
                to.wipes++;
                to.repairDue = true;
            });
        }
        fault(s, Bounds.Fault.CANCEL, out, to -> {
            scripts.cancel(to);
            to.repaired = true;
        });
    }

    /** Like a wipe of a part: what was there is known to the worker alone, and the person who did it repairs. */
    private static void deleteLease(State s, Worker worker) {
        worker.deleteLease();
        s.wipes++;
        s.repairDue = true;
    }

    /** What lies nowhere: neither its artifact in storage, nor its line in Redis. */
    private static void plan(State s) {
        int missing = 0;
        for (int t = 1; t <= s.tasks(); t++) {
            missing |= s.artifact[t] == 0 && s.lines(t) == 0 ? 1 << t : 0;
        }
        s.repairDue = false;
        s.planned = missing;
    }

    private interface OfWorker {
        void apply(State to, Worker it);
    }

    private static void step(State s, int w, String name, Consumer<Step> out, OfWorker change) {
        step(s, name, out, to -> change.apply(to, to.workers[w]));
    }

    private static void step(State s, String name, Consumer<Step> out, Consumer<State> change) {
        State to = s.copy();
        change.accept(to);
        out.accept(new Step(name, false, to));
    }

    private void fault(State s, int w, Bounds.Fault kind, Consumer<Step> out, OfWorker change) {
        fault(s, kind, out, to -> change.apply(to, to.workers[w]));
    }

    private void fault(State s, Bounds.Fault kind, Consumer<Step> out, Consumer<State> change) {
        if (s.faultsLeft == 0 || !bounds.kinds().contains(kind)) {
            return;
        }
        State to = s.copy();
        to.faultsLeft--;
        change.accept(to);
        out.accept(new Step(kind.name(), true, to));
    }
}
