package symphony.storage.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import symphony.storage.remote.ObjectService.Page;

/** Walks a listing page by page; the next page is under way while one is looked at. */
final class Pages {
    private Pages() {}

    /** No more requests than there are pages. */
    static void each(ObjectService service, String prefix, Consumer<Page> sink) throws IOException {
        Page page = service.list(prefix, false, Optional.empty());
        while (true) {
            Optional<CompletableFuture<Page>> next = page.next().map(from -> ask(service, prefix, from));
            sink.accept(page);
            if (next.isEmpty()) {
                return;
            }
            page = answer(next.get());
        }
    }

    private static CompletableFuture<Page> ask(ObjectService service, String prefix, String from) {
        CompletableFuture<Page> answer = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try {
                        answer.complete(service.list(prefix, false, Optional.of(from)));
                    } catch (IOException | RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                },
                "next page");
        asking.setDaemon(true);
        asking.start();
        return answer;
    }

    private static Page answer(CompletableFuture<Page> asked) throws IOException {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("a listing was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
