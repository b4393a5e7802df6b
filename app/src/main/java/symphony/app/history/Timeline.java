package symphony.app.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of a stretch of time in the order in which they began, however many they are: a fixed number is held, the others
 * lie, sorted, in files of a temporary folder (an external merge sort). What one attempt at a task made is one event.
 */
public final class Timeline implements Events, AutoCloseable {
    private static final int HELD = 50_000;

    /** @param task what was attempted; empty of what is no task */
    record Entry(Event event, String task) {
        private static final Comparator<Entry> ORDER = Comparator.comparing((Entry e) -> e.event.started())
                .thenComparing(Entry::task)
                .thenComparing(e -> e.event.who())
                .thenComparing(e -> e.event.what());

        private boolean isOfSameAttempt(Entry other) {
            return !task.isEmpty()
                    && task.equals(other.task)
                    && event.started().equals(other.event.started())
                    && event.who().equals(other.event.who());
        }
    }

    private final Instant from;
    private final Instant to;
    private final int most;
    private final List<Entry> held = new ArrayList<>();
    private final List<SortedRun> runs = new ArrayList<>();
    private @Nullable Path folder;

    /**
     * @param from what began before is left out
     * @param to what began then or later is left out
     */
    public Timeline(Instant from, Instant to) {
        this(from, to, HELD);
    }

    Timeline(Instant from, Instant to, int most) {
        this.from = from;
        this.to = to;
        this.most = most;
    }

    /** Something that was done once. */
    public void add(Event event) throws IOException {
        add(event, "");
    }

    /** @param task identity of the task of which the event tells a part */
    void add(Event event, String task) throws IOException {
        if (event.started().isBefore(from) || !event.started().isBefore(to)) {
            return;
        }
        held.add(new Entry(event, task));
        if (held.size() == most) {
            held.sort(Entry.ORDER);
            runs.add(SortedRun.write(folder(), held));
            held.clear();
        }
    }

    @Override
    public void forEach(Consumer<? super Event> sink) throws IOException {
        held.sort(Entry.ORDER);
        List<SortedRun.Reader> readers = new ArrayList<>();
        try {
            List<Iterator<Entry>> sorted = new ArrayList<>();
            sorted.add(held.iterator());
            for (SortedRun run : runs) {
                readers.add(run.open());
            }
            sorted.addAll(readers);
            tell(new Merged(sorted), sink);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (SortedRun.Reader reader : readers) {
                reader.close();
            }
        }
    }

    private static void tell(Iterator<Entry> entries, Consumer<? super Event> sink) {
        Entry open = null;
        while (entries.hasNext()) {
            Entry next = entries.next();
            if (open != null && open.isOfSameAttempt(next)) {
                open = new Entry(open.event().with(next.event().artifacts()), open.task());
            } else {
                if (open != null) {
                    sink.accept(open.event());
                }
                open = next;
            }
        }
        if (open != null) {
            sink.accept(open.event());
        }
    }

    private Path folder() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("symphony-history");
            folder.toFile().deleteOnExit(); // Ctrl-C leaves no time to close
        }
        return folder;
    }

    @Override
    public void close() throws IOException {
        for (SortedRun run : runs) {
            run.delete();
        }
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }

    /** Several that are sorted as one. */
    private static final class Merged implements Iterator<Entry> {
        private record Head(Entry entry, Iterator<Entry> rest) {}

        private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::entry, Entry.ORDER));

        Merged(List<Iterator<Entry>> sorted) {
            sorted.forEach(this::await);
        }

        private void await(Iterator<Entry> rest) {
            if (rest.hasNext()) {
                heads.add(new Head(rest.next(), rest));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public Entry next() {
            Head first = heads.remove();
            await(first.rest());
            return first.entry();
        }
    }
}
