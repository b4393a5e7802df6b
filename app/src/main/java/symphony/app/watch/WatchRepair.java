package symphony.app.watch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import symphony.app.Counted;
import symphony.app.session.Cancellations;
import symphony.app.session.FindSessions;
import symphony.app.session.RepairSession;
import symphony.core.artifact.MalformedFile;
import symphony.core.artifact.SessionRoot;
import symphony.core.plan.Plan;
import symphony.core.plan.PlannedTask;
import symphony.core.plan.Scope;
import symphony.core.plan.SessionSurvey;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.TaskQueue;
import symphony.core.session.Session;
import symphony.core.store.ArtifactStore;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.core.verify.Finding;

/**
 * Compares the sessions of a storage with what should exist, and enqueues what was lost. It acts within what each
 * session's task file asked for, leaves cancelled sessions alone, and tries what keeps failing ever more seldom.
 */
public final class WatchRepair {
    private static final Duration TICK = Duration.ofSeconds(1);

    /** One session as it was seen last. */
    private static final class Watched {
        private Session session;
        private final Rhythm rhythm = new Rhythm();
        private boolean complete;
        private long waiting;

        Watched(Session session) {
            this.session = session;
        }
    }

    private final TaskQueue queue;
    private final SessionSurvey survey;
    private final RepairSession repair;
    private final Cancellations cancellations;
    private final KnownSessions known;
    private final WatchEvents events;
    private final Clock clock;
    private final Instant begun;
    private final long begunNanos = System.nanoTime();
    private final Lead lead;
    private final Rhythm discovery = new Rhythm();
    private final LookingTime looking;
    private final Map<SessionRoot, Watched> watched = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean ledBefore;

    /**
     * @param wanted which of the sessions that lie there
     * @param who unique for this watcher
     * @param lease for how long it is believed to live without a word from it
     */
    public WatchRepair(
            ArtifactStore store,
            TaskQueue queue,
            SessionSurvey survey,
            Predicate<SessionRoot> wanted,
            String who,
            Duration lease,
            WatchEvents events,
            Clock clock) {
        this.queue = queue;
        this.survey = survey;
        this.repair = new RepairSession(store, queue, survey);
        this.cancellations = new Cancellations(store, queue.control());
        this.known = new KnownSessions(store, wanted);
        this.events = events;
        this.clock = clock;
        this.begun = clock.instant();
        this.looking = new LookingTime(steadily());
        this.lead = new Lead(queue, who, lease);
    }

    /** Watches until it is stopped. */
    public void run() {
        lead.start();
        try (lead) {
            while (!isStopped()) {
                try {
                    if (leads()) {
                        tick();
                    }
                    told.remove("Redis");
                } catch (QueueUnavailable e) {
                    tell("Redis", "waiting for Redis: " + e.getMessage());
                }
                rest();
            }
        }
    }

    public void stop() {
        stopped.countDown();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void rest() {
        try {
            if (stopped.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    private boolean leads() {
        boolean now = lead.leads();
        if (now && !ledBefore) {
            events.said("this watcher acts");
            watched.clear();
            discovery.hurry();
        } else if (!now && ledBefore) {
            events.said("another watcher acts now");
        }
        ledBefore = now;
        return now;
    }

    private void tick() {
        Instant now = steadily();
        if (discovery.isDue(now)) {
            boolean news = discover();
            looked(discovery, now, news);
        }
        QueueStatus status = queue.status();
        for (Watched one : watched.values()) {
            long waiting = waiting(status, one.session.sessionName());
            if (!one.complete && one.waiting > 0 && waiting == 0) {
                one.rhythm.hurry();
            }
            one.waiting = waiting;
        }
        for (Watched one : due()) {
            if (!status.cancelled().contains(one.session.sessionName()) && looking.isLeft(steadily()) && !isStopped()) {
                look(one, status);
            }
        }
    }

    /** The time, for pauses: one that goes on evenly when somebody sets the clock. */
    private Instant steadily() {
        return begun.plusNanos(System.nanoTime() - begunNanos);
    }

    /** The most urgent first: where time is short, none is left out for ever. */
    private List<Watched> due() {
        Instant now = steadily();
        return watched.values().stream()
                .filter(one -> one.rhythm.isDue(now))
                .sorted(Comparator.comparing(one -> one.rhythm.deadline()))
                .toList();
    }

    /** A look that found something was no vain one: it counts for its own rhythm alone. */
    private void looked(Rhythm rhythm, Instant began, boolean found) {
        Instant ended = steadily();
        rhythm.looked(began, ended, found);
        if (!found) {
            looking.spend(Duration.between(began, ended));
        }
    }

    /** @return whether there is anything new */
    private boolean discover() {
        List<Finding> findings = new ArrayList<>();
        boolean news = false;
        Map<SessionRoot, Session> now = new HashMap<>();
        known.look(findings).forEach(s -> now.put(s.root(), s));
        findings.forEach(this::tell);
        watched.keySet().retainAll(now.keySet());
        for (Map.Entry<SessionRoot, Session> e : now.entrySet()) {
            Watched before = watched.get(e.getKey());
            if (before == null) {
                watched.put(e.getKey(), new Watched(e.getValue()));
                news = true;
            } else if (!before.session.equals(e.getValue())) {
                before.session = e.getValue();
                before.rhythm.hurry();
                news = true;
            }
        }
        return news;
    }

    private void look(Watched one, QueueStatus status) {
        Session session = one.session;
        Instant began = steadily();
        boolean healed = false;
        try {
            Plan plan = survey.look(session, Optional.empty()).plan(session, Scope.from(session.role()));
            one.complete = plan.tasks().isEmpty() && one.waiting == 0 && claimed(status, session.sessionName()) == 0;
            plan.findings().forEach(this::tell);
            // a long look may have outlasted the lead
            healed = !plan.tasks().isEmpty()
                    && !isCancelledStill(session)
                    && lead.leads()
                    && heal(session, plan, status);
        } catch (IOException | MalformedFile e) {
            tell(FindSessions.unreadable(session.root().prefix(), e));
        } catch (QueueUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // an error of ours in one session must not end the watch over the others
            String prefix = session.root().prefix();
            tell(prefix + e, prefix + ": this should not happen: " + e + "; it is looked at again later");
        }
        looked(one.rhythm, began, healed);
    }

    /** Wiping the queues took away that it was cancelled, too. */
    private boolean isCancelledStill(Session session) throws IOException {
        if (!cancellations.isNoted(session.root())) {
            return false;
        }
        String name = session.sessionName();
        queue.control().cancel(name);
        events.said(name + ": it was cancelled before the queues were wiped, and is so again");
        return true;
    }

    private boolean heal(Session session, Plan plan, QueueStatus status) {
        String name = session.sessionName();
        List<Task> tasks = plan.queueTasks();
        boolean anyDead = status.dead().stream().anyMatch(d -> d.sessionName().equals(name));
        if (anyDead) {
            DeadTasks dead = new DeadTasks(queue.control().deadLetters(name));
            Instant now = clock.instant();
            int all = tasks.size();
            tasks = tasks.stream()
                    .filter(t -> dead.mayBeTried(t.identity(), now))
                    .toList();
            if (tasks.size() < all) {
                tell(
                        name + " dead " + (all - tasks.size()),
                        name + ": " + (all - tasks.size())
                                + " tasks keep failing and are tried again later; symphony queue names their reasons");
            }
        }
        if (!tasks.isEmpty() && session.priority() > 1 && !status.weights().containsKey(name)) {
            RepairSession.weigh(queue, session); // wiping the queues took it away
        }
        int enqueued = repair.enqueue(tasks);
        if (enqueued > 0) {
            events.said(name + ": enqueued " + Counted.of(enqueued, "missing task") + " (" + counts(plan) + ")");
        }
        return enqueued > 0;
    }

    private static String counts(Plan plan) {
        String byRole = Role.ALL.stream()
                .filter(r -> plan.missing(r) > 0)
                .map(r -> plan.missing(r) + " " + r)
                .collect(Collectors.joining(", "));
        PlannedTask first = plan.tasks().get(0);
        return byRole + "; first " + first.reason().wireName() + ": " + first.key();
    }

    private static long waiting(QueueStatus status, String session) {
        return status.queues().stream()
                .filter(q -> q.name().session().equals(session))
                .mapToLong(q -> q.waiting() + q.delayed())
                .sum();
    }

    private static long claimed(QueueStatus status, String session) {
        return status.queues().stream()
                .filter(q -> q.name().session().equals(session))
                .mapToLong(QueueStatus.Queue::claimed)
                .sum();
    }

    private void tell(Finding finding) {
        tell(finding.code() + finding.place() + finding.message(), finding.place() + ": " + finding.message());
    }

    /** Says it once. */
    private void tell(String what, String text) {
        if (told.add(what)) {
            events.said(text);
        }
    }
}
