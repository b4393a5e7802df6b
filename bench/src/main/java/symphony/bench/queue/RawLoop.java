package symphony.bench.queue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/** The least that takes tasks off a list and does them: a process of a few threads, without leases, folders or storage. */
public final class RawLoop {
    private RawLoop() {}

    /**
     * Empties the list {@code raw}, and prints seconds from the first task's begin to the last one's end.
     *
     * @param args the server's address, threads, milliseconds to burn a task
     */
    public static void main(String[] args) throws InterruptedException {
        URI redis = URI.create(args[0]);
        long millis = Long.parseLong(args[2]);
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        List<Thread> threads = IntStream.range(0, Integer.parseInt(args[1]))
                .mapToObj(i -> new Thread(() -> work(redis, millis, times), "raw-" + i))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        long first = times.stream().mapToLong(t -> t).min().orElse(0);
        long last = times.stream().mapToLong(t -> t).max().orElse(0);
        System.out.println("{\"seconds\":" + (last - first) / 1e9 + ",\"jobs\":" + times.size() / 2 + "}");
    }

    private static void work(URI redis, long millis, ConcurrentLinkedQueue<Long> times) {
        try (Jedis jedis = new Jedis(redis)) {
            while (jedis.lpop("raw") != null) {
                times.add(System.nanoTime());
                Burn.cpu(millis);
                times.add(System.nanoTime());
            }
        }
    }
}
