package symphony.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import symphony.contracts.InMemoryArtifactStore;
import symphony.core.artifact.MalformedFile;
import symphony.core.registry.Block;
import symphony.core.registry.Row;
import symphony.core.session.Redo;
import symphony.core.session.Session;
import symphony.core.task.Role;

class SettleSessionTest {
    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final SettleSession settle = new SettleSession(store);

    @Test
    void a_session_is_written_once_and_read_back() throws IOException {
        Session session = session(1);
        assertThat(settle.settle(session)).isEqualTo(session);
        assertThat(settle.stored(session.root())).contains(session);
        assertThat(new FindSessions(store).all().sessions()).containsExactly(session);
    }

    @Test
    void a_task_file_that_changed_changes_the_session_but_a_run_once_raised_stays() throws IOException {
        settle.redo(session(1), List.of(piece()));
        Session changed = settle.settle(session(7));
        assertThat(changed.priority()).isEqualTo(7);
        assertThat(changed.runOf(Role.DETECTION, Optional.empty())).isEqualTo(1);
        assertThat(settle.stored(changed.root())).contains(changed);
    }

    @Test
    void each_redo_raises_the_run_above_all_before() throws IOException {
        settle.redo(session(1), List.of(piece()));
        Session twice = settle.redo(session(1), List.of(piece()));
        assertThat(twice.redo()).extracting(Redo::run).containsExactly(1, 2);
    }

    @Test
    void a_lacking_vines_per_row_is_made_again_beside_a_map_and_only_then() throws IOException {
        Session session = session(1);
        settle.mendVinesPerRow(session);
        assertThat(store.find(session.root().vpr())).isEmpty();
        store.create(session.root().rvm(), "a map".getBytes(StandardCharsets.UTF_8));
        settle.mendVinesPerRow(session);
        assertThat(new String(store.read(session.root().vpr(), 0, 100), StandardCharsets.UTF_8))
                .isEqualTo("row,vines\n1,20\n");
    }

    @Test
    void a_session_that_cannot_be_read_says_what_to_do() throws IOException {
        Session session = session(1);
        store.create(session.root().session(), "{".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> settle.settle(session))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("session.json")
                .hasMessageContaining("Move it away");
    }

    private static Redo piece() {
        return new Redo(1, Role.DETECTION, new TreeSet<>(List.of(3)), Collections.emptySortedSet());
    }

    private static Session session(int priority) {
        Block block = new Block(
                "b1", "12D", 1, 2.4, 1.5, "Merlot", List.of(), List.of(new Row("r1", 1, 20, List.of(), List.of())));
        return new Session(
                "s1",
                "Oakridge Estates",
                "oak",
                "Upper Bench",
                "f1",
                block,
                List.of(),
                false,
                Role.RVM,
                Map.of(),
                priority,
                "",
                0,
                List.of());
    }
}
