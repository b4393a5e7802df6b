package symphony.storage.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import symphony.storage.remote.ObjectService.Page;

/**
 * Walks a listing page by page. One thread asks for page after page and never waits for whoever looks at them, unless that one
 * is some pages behind: so a listing goes at the service's rate.
 */
final class Pages implements AutoCloseable {
    private static final int AHEAD = 4;

    /** @param fault in place of a page; the last one there is */
    private record Answer(Optional<Page> page, @Nullable Throwable fault) {}

    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(AHEAD);
    private final Thread asking;

    /** Asks for a page. */
    @FunctionalInterface
    interface Listing {
        /** @param from what the page before said comes next; nothing for the first */
        Page page(Optional<String> from) throws IOException;
    }

    private Pages(Listing listing, Optional<String> from) {
        asking = new Thread(() -> ask(listing, from), "pages");
        asking.setDaemon(true);
        asking.start();
    }

    /** No more requests than there are pages. */
    static void each(Listing listing, Consumer<Page> sink) throws IOException {
        Page first = listing.page(Optional.empty());
        if (first.next().isEmpty()) {
            sink.accept(first);
            return;
        }
        try (Pages rest = new Pages(listing, first.next())) {
            Page page = first;
            while (true) {
                sink.accept(page);
                if (page.next().isEmpty()) {
                    return;
                }
                page = rest.next();
            }
        }
    }

    private void ask(Listing listing, Optional<String> begin) {
        Optional<String> from = begin;
        try {
            while (from.isPresent()) {
                Answer answer = answer(listing, from);
                answers.put(answer);
                from = answer.page().flatMap(Page::next);
            }
        } catch (InterruptedException e) {
            return; // nobody looks any more
        }
    }

    private static Answer answer(Listing listing, Optional<String> from) {
        try {
            return new Answer(Optional.of(listing.page(from)), null);
        } catch (IOException | RuntimeException | Error e) {
            return new Answer(Optional.empty(), e);
        }
    }

    private Page next() throws IOException {
        try {
            Answer answer = answers.take();
            if (answer.fault() instanceof IOException fault) {
                throw fault;
            }
            return answer.page().orElseThrow(() -> new IllegalStateException(answer.fault()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("a listing was interrupted");
        }
    }

    @Override
    public void close() {
        asking.interrupt();
    }
}
