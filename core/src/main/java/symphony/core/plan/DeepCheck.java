package symphony.core.plan;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import symphony.core.artifact.Checksum;
import symphony.core.artifact.RecordName;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.ZipReading;
import symphony.core.pipeline.ExpectedOutputs;
import symphony.core.store.ArtifactStore;
import symphony.core.store.ObjectMissing;
import symphony.core.task.Role;
import symphony.core.verify.Finding;
import symphony.core.verify.Place;

/**
 * Reads every artifact of a session to its end: the checksum of its record proves it; one without a record has to open,
 * and all its entries to be as they were packed.
 */
public final class DeepCheck {
    private static final int NAMED = 1000;

    private final ArtifactStore store;
    private final int threads;
    private final LongConsumer bytesRead;

    /** @param bytesRead told of each artifact that was read, from several threads */
    public DeepCheck(ArtifactStore store, int threads, LongConsumer bytesRead) {
        this.store = store;
        this.threads = threads;
        this.bytesRead = bytesRead;
    }

    /** Marks what is broken in the inventory, and tells of it. */
    List<Finding> check(Inventory inventory, SessionRoot root) throws IOException {
        List<Finding> found = new ArrayList<>();
        ExecutorService readers = Executors.newFixedThreadPool(threads, r -> new Thread(r, "deep check"));
        try {
            for (Role role : SessionListing.FOLDERS.keySet()) {
                check(inventory, root, role, readers, found);
            }
        } finally {
            readers.shutdownNow();
        }
        for (String name : List.of("rvm.csv", "summary.json")) {
            List<String> sums =
                    inventory.records(name).stream().map(RecordName::sha256).toList();
            if (!sums.isEmpty() && isBroken(root.key(name), sums, false)) {
                inventory.brokenWholeSession(name);
                found.add(finding(root.key(name)));
            }
        }
        return found.size() <= NAMED ? found : found.subList(0, NAMED);
    }

    private void check(Inventory inventory, SessionRoot root, Role role, ExecutorService readers, List<Finding> found)
            throws IOException {
        Artifacts of = inventory.of(role);
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            work.add(() -> {
                for (int part = next.getAndIncrement(); part < inventory.map().size(); part = next.getAndIncrement()) {
                    if (of.state(part) == Holding.State.WHOLE) {
                        String key = key(root, role, inventory, part);
                        if (isBroken(key, of.sums(part), !of.isRecorded(part))) {
                            of.broken(part);
                        }
                        bytesRead.accept(of.size(part));
                    }
                }
                return null;
            });
        }
        await(readers, work);
        for (int part : inventory.map().ordered()) {
            if (of.state(part) == Holding.State.BROKEN) {
                found.add(finding(key(root, role, inventory, part)));
            }
        }
    }

    private boolean isBroken(String key, List<String> sums, boolean mustOpen) throws IOException {
        try (InputStream in = store.open(key)) {
            return mustOpen
                    ? !ZipReading.isSound(in)
                    : !sums.contains(Checksum.of(in).sha256());
        } catch (ObjectMissing e) {
            return true; // gone since it was listed
        }
    }

    private static String key(SessionRoot root, Role role, Inventory inventory, int part) {
        return root.key(
                ExpectedOutputs.ofPart(root, role, inventory.map().name(part)).relativeKey());
    }

    private static Finding finding(String key) {
        return Finding.warning(
                "artifact-broken",
                Place.of(key),
                "its bytes are not those that were published, or it cannot be opened",
                "it is made again where something needs it; see whether the disk or the transfer loses bytes");
    }

    private static void await(ExecutorService readers, List<Callable<Void>> work) throws IOException {
        try {
            for (Future<Void> one : readers.invokeAll(work)) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException("reading failed", e.getCause());
        }
    }
}
