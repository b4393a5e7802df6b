package symphony.contracts.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ForwardingStore;
import symphony.core.store.StoredObject;

/** Notes what is asked of a store. */
final class CountingStore extends ForwardingStore {
    private final Collection<String> listed = new ConcurrentLinkedQueue<>();
    private final Collection<String> opened = new ConcurrentLinkedQueue<>();

    CountingStore(ArtifactStore store) {
        super(store);
    }

    List<String> listed() {
        return List.copyOf(listed);
    }

    List<String> opened() {
        return List.copyOf(opened);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        listed.add(prefix);
        super.list(prefix, sink);
    }

    @Override
    public void sizes(String prefix, SizeSink sink) throws IOException {
        listed.add(prefix);
        super.sizes(prefix, sink);
    }

    @Override
    public void names(String prefix, Consumer<String> sink) throws IOException {
        listed.add(prefix);
        super.names(prefix, sink);
    }

    @Override
    public InputStream open(String key) throws IOException {
        opened.add(key);
        return super.open(key);
    }
}
