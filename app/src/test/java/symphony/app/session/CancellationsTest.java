package symphony.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import symphony.contracts.InMemoryTaskQueue;
import symphony.core.store.ForwardingStore;
import symphony.core.store.StoredObject;

class CancellationsTest {
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue();
    private final StoredSession stored = new StoredSession("s1", Map.of()).sent();

    @Test
    void what_storage_remembers_is_told_to_queues_that_have_forgotten_it() throws IOException {
        Cancellations cancellations = new Cancellations(stored.store, queue.control());
        cancellations.note("s1");
        cancellations.note("s1"); // twice does no harm
        assertThat(cancellations.among(List.of(stored.session))).containsExactly("s1");
        assertThat(queue.control().cancelled()).isEmpty();

        assertThat(cancellations.upheldAmong(List.of(stored.session))).containsExactly("s1");
        assertThat(queue.control().cancelled()).containsExactly("s1");

        cancellations.welcome(stored.session);
        assertThat(cancellations.isCancelled("s1")).isFalse();
        assertThat(queue.control().cancelled()).isEmpty();
    }

    @Test
    void a_storage_that_cannot_be_looked_through_is_no_storage_without_the_session() {
        Cancellations cancellations = new Cancellations(
                new ForwardingStore(stored.store) {
                    @Override
                    public List<String> folders(String prefix) throws IOException {
                        throw new IOException("refused");
                    }
                },
                queue.control());
        queue.control().cancel("s1");

        assertThatThrownBy(() -> cancellations.note("s1")).hasMessageContaining("refused");
        assertThatThrownBy(() -> cancellations.readmit("s1")).hasMessageContaining("refused");
        assertThat(queue.control().cancelled()).containsExactly("s1");
    }

    @Test
    void a_session_that_cannot_be_looked_at_does_not_hold_up_the_others() throws IOException {
        StoredSession other = new StoredSession("s0", Map.of());
        new Cancellations(stored.store, queue.control()).note("s1");
        Cancellations cancellations = new Cancellations(
                new ForwardingStore(stored.store) {
                    @Override
                    public Optional<StoredObject> find(String key) throws IOException {
                        if (key.contains("/s0/")) {
                            throw new IOException("refused");
                        }
                        return super.find(key);
                    }
                },
                queue.control());

        assertThat(cancellations.among(List.of(other.session, stored.session))).containsExactly("s1");
    }
}
