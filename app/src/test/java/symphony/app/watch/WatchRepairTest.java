package symphony.app.watch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import symphony.app.session.Cancellations;
import symphony.app.session.StoredSession;
import symphony.contracts.InMemoryTaskQueue;
import symphony.core.plan.SessionSurvey;
import symphony.core.queue.DeadLetter;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ForwardingStore;
import symphony.core.task.Role;
import symphony.core.task.Task;

class WatchRepairTest {
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue();
    private final StoredSession stored = new StoredSession("s1", Map.of()).sent();
    private final List<WatchRepair> watchers = new ArrayList<>();

    @AfterEach
    void stop() {
        watchers.forEach(WatchRepair::stop);
    }

    @Test
    void a_session_whose_tasks_were_lost_goes_on_by_itself() {
        List<String> said = watch("one");
        await().atMost(60, SECONDS).until(() -> queue.waiting("preproc:s1").size() == 2);
        await().atMost(60, SECONDS).until(() -> said.toString().contains("enqueued 2 missing tasks"));
    }

    @Test
    void a_clock_that_is_set_back_again_and_again_makes_it_no_later() {
        AtomicInteger hours = new AtomicInteger();
        InstantSource backwards = () -> Instant.now().minus(Duration.ofHours(hours.incrementAndGet()));
        List<String> said = watch("one", stored.store, backwards.withZone(ZoneOffset.UTC));
        await().atMost(60, SECONDS).until(() -> queue.waiting("preproc:s1").size() == 2);
        queue.control().cancel("s1");
        queue.control().readmit("s1");
        await().atMost(60, SECONDS).until(() -> queue.waiting("preproc:s1").size() == 2);
        assertThat(said).isNotEmpty();
    }

    @Test
    void of_two_watchers_one_acts_and_the_other_when_it_has_gone() {
        List<String> first = watch("one");
        await().atMost(60, SECONDS).until(() -> first.contains("this watcher acts"));
        List<String> second = watch("two");
        await().atMost(60, SECONDS).until(() -> queue.waiting("preproc:s1").size() == 2);
        assertThat(second).isEmpty();
        watchers.get(0).stop();
        await().atMost(60, SECONDS).until(() -> second.contains("this watcher acts"));
    }

    @Test
    void a_cancelled_session_is_left_alone_until_it_is_readmitted() {
        queue.control().cancel("s1");
        List<String> said = watch("one");
        await().atMost(60, SECONDS).until(() -> said.contains("this watcher acts"));
        assertThat(queue.waiting("preproc:s1")).isEmpty();
        queue.control().readmit("s1");
        await().atMost(60, SECONDS).until(() -> queue.waiting("preproc:s1").size() == 2);
    }

    @Test
    void a_cancelled_session_is_left_alone_although_the_queues_were_wiped() throws IOException {
        Cancellations cancellations = new Cancellations(stored.store, queue.control());
        cancellations.note("s1");
        List<String> said = watch("one");
        await().atMost(60, SECONDS)
                .until(() -> said.toString().contains("it was cancelled before the queues were wiped"));
        assertThat(queue.control().cancelled()).containsExactly("s1");
        assertThat(queue.waiting("preproc:s1")).isEmpty();
        cancellations.readmit("s1");
        await().atMost(60, SECONDS).until(() -> queue.waiting("preproc:s1").size() == 2);
    }

    @Test
    void an_error_in_one_session_is_told_and_the_others_are_watched_on() {
        StoredSession before = new StoredSession("s0", Map.of());
        StoredSession after = new StoredSession("s2", Map.of());
        stored.put(before.session.root().session(), before.session.format());
        stored.put(after.session.root().session(), after.session.format());
        ArtifactStore faulty = new ForwardingStore(stored.store) {
            @Override
            public InputStream open(String key) throws IOException {
                if (key.endsWith("s0/rvm.csv") || key.endsWith("s2/rvm.csv")) {
                    throw new IllegalStateException("an error of ours");
                }
                return super.open(key);
            }
        };
        List<String> said = watch("one", faulty);
        await().atMost(60, SECONDS)
                .until(() -> said.toString().contains("block_12D/s0/: this should not happen")
                        && said.toString().contains("block_12D/s2/: this should not happen")
                        && queue.waiting("preproc:s1").size() == 2);
    }

    @Test
    void what_keeps_dying_is_tried_again_ever_later() {
        Task task = stored.session.task(Role.DETECTION, List.of(), List.of(stored.part(0)), 0);
        Instant died = Instant.ofEpochSecond(1_000_000);
        DeadLetter letter = new DeadLetter(task.toLine(), "detection:s1", "no fruit", "w", "", 1_000_000, List.of());
        DeadTasks once = new DeadTasks(List.of(letter));
        DeadTasks thrice = new DeadTasks(List.of(letter, letter, letter));
        assertThat(once.mayBeTried(task.identity(), died.plusSeconds(59))).isFalse();
        assertThat(once.mayBeTried(task.identity(), died.plusSeconds(60))).isTrue();
        assertThat(thrice.mayBeTried(task.identity(), died.plusSeconds(239))).isFalse();
        assertThat(thrice.mayBeTried(task.identity(), died.plusSeconds(240))).isTrue();
        assertThat(DeadTasks.delay(100)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void looking_at_one_takes_no_more_than_a_tenth_of_the_time_and_grows_rare_while_nothing_is_found() {
        Rhythm rhythm = new Rhythm();
        Instant start = Instant.ofEpochSecond(0);
        rhythm.looked(start, start.plusSeconds(10), true);
        rhythm.hurry();
        assertThat(rhythm.isDue(start.plusSeconds(99))).isFalse();
        assertThat(rhythm.isDue(start.plusSeconds(100))).isTrue();
        Rhythm quiet = new Rhythm();
        for (int i = 0; i < 10; i++) {
            quiet.looked(start, start, false);
        }
        assertThat(quiet.isDue(start.plusSeconds(119))).isFalse();
        assertThat(quiet.isDue(start.plusSeconds(120))).isTrue();
    }

    @Test
    void looking_in_vain_at_many_sessions_takes_no_more_than_a_tenth_of_the_time_either() {
        Instant start = Instant.ofEpochSecond(0);
        LookingTime looking = new LookingTime(start);
        Duration look = Duration.ofMillis(70);
        int looks = 0;
        for (Instant now = start; now.isBefore(start.plusSeconds(3600)); now = now.plusSeconds(1)) {
            Instant at = now;
            for (int session = 0; session < 1000 && looking.isLeft(at); session++) {
                looking.spend(look);
                looks++;
                at = at.plus(look);
            }
        }
        // what was kept when it began, and the look that went over, come on top
        assertThat(look.multipliedBy(looks))
                .isBetween(Duration.ofSeconds(350), Duration.ofSeconds(360 + 2).plus(look));
    }

    @Test
    void a_look_longer_than_what_is_left_is_made_up_for() {
        Instant start = Instant.ofEpochSecond(0);
        LookingTime looking = new LookingTime(start);
        assertThat(looking.isLeft(start)).isTrue();
        looking.spend(Duration.ofSeconds(12));
        assertThat(looking.isLeft(start.plusSeconds(100))).isFalse();
        assertThat(looking.isLeft(start.plusSeconds(101))).isTrue();
    }

    @Test
    void where_time_is_short_a_session_in_a_hurry_comes_first_but_not_for_ever() {
        Instant start = Instant.ofEpochSecond(0);
        Rhythm quiet = new Rhythm();
        for (int i = 0; i < 10; i++) {
            quiet.looked(start, start, false); // due after two minutes
        }
        Rhythm hurried = new Rhythm();
        hurried.looked(start.plusSeconds(150), start.plusSeconds(150), false);
        hurried.hurry();
        assertThat(hurried.deadline()).isBefore(quiet.deadline());
        hurried.looked(start.plusSeconds(300), start.plusSeconds(300), false);
        assertThat(quiet.deadline()).isBefore(hurried.deadline());
    }

    private List<String> watch(String who) {
        return watch(who, stored.store);
    }

    private List<String> watch(String who, ArtifactStore store) {
        return watch(who, store, Clock.systemUTC());
    }

    private List<String> watch(String who, ArtifactStore store, Clock clock) {
        List<String> said = new CopyOnWriteArrayList<>();
        WatchRepair watch = new WatchRepair(
                store,
                queue,
                new SessionSurvey(store, queue),
                root -> true,
                who,
                Duration.ofSeconds(2),
                said::add,
                clock);
        watchers.add(watch);
        Thread thread = new Thread(watch::run, who);
        thread.setDaemon(true);
        thread.start();
        return said;
    }
}
