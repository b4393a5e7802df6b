package symphony.bench.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import symphony.core.store.ArtifactStore;

/**
 * The least that takes tasks off a list and does them: a process of a few threads, without leases, checks or records. With
 * a storage each thread fetches, burns and puts, one after another.
 */
public final class RawLoop {
    private final URI redis;
    private final long millis;
    private final Optional<ArtifactStore> storage;
    private final Path scratch;
    private final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();

    private RawLoop(URI redis, long millis, Optional<ArtifactStore> storage, Path scratch) {
        this.redis = redis;
        this.millis = millis;
        this.storage = storage;
        this.scratch = scratch;
    }

    /**
     * Empties the list {@code raw}, and prints seconds from the first task's begin to the last one's end.
     *
     * @param args the server's address, threads, milliseconds to burn a task; with a storage also its folder, a folder for
     *     inputs that are fetched, and how the storage is slowed: milliseconds a call (0: not at all) and bytes a second. Its
     *     tasks are keys
     */
    public static void main(String[] args) throws InterruptedException {
        Optional<ArtifactStore> storage = args.length > 3 ? Optional.of(storage(args)) : Optional.empty();
        Path scratch = Path.of(args.length > 3 ? args[4] : "");
        RawLoop loop = new RawLoop(URI.create(args[0]), Long.parseLong(args[2]), storage, scratch);
        List<Thread> threads = IntStream.range(0, Integer.parseInt(args[1]))
                .mapToObj(i -> new Thread(loop::work, "raw-" + i))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(loop.result());
    }

    /** What makes it fetch from a storage, behind its other arguments. */
    static List<String> storing(BusyStorage storage, Path folder, Path scratch) {
        return List.of(
                folder.toString(),
                scratch.toString(),
                Long.toString(storage.latency().toMillis()),
                Double.toString(storage.bytesPerSecond()));
    }

    private static ArtifactStore storage(String[] args) {
        BusyStorage kind = new BusyStorage(Duration.ofMillis(Long.parseLong(args[5])), Double.parseDouble(args[6]));
        return kind.of(Path.of(args[3]));
    }

    private void work() {
        try (Jedis jedis = new Jedis(redis)) {
            for (String task = jedis.lpop("raw"); task != null; task = jedis.lpop("raw")) {
                serve(task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(String task) throws IOException {
        Path input = scratch.resolve(task.replace('/', '_'));
        if (storage.isPresent()) {
            storage.get().download(task, input);
        }
        times.add(System.nanoTime());
        Burn.cpu(millis);
        times.add(System.nanoTime());
        if (storage.isPresent()) {
            storage.get().create(task + ".done", BurnProgram.EMPTY_ZIP);
            Files.delete(input);
        }
    }

    private String result() {
        long first = times.stream().mapToLong(t -> t).min().orElse(0);
        long last = times.stream().mapToLong(t -> t).max().orElse(0);
        return "{\"seconds\":" + (last - first) / 1e9 + ",\"jobs\":" + times.size() / 2 + "}";
    }
}
