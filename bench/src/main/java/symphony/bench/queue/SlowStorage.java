package symphony.bench.queue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import symphony.core.store.ArtifactStore;

/**
 * A store far away: each call takes a while, and content comes and goes at so many bytes a second. A proxy, so that it
 * slows whatever a store can be asked. Calls of several threads do not slow each other.
 */
final class SlowStorage {
    private static final Set<String> FREE = Set.of("describe", "close", "toString", "hashCode", "equals");

    private SlowStorage() {}

    static ArtifactStore of(ArtifactStore store, Duration latency, double bytesPerSecond) {
        return (ArtifactStore) Proxy.newProxyInstance(
                ArtifactStore.class.getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (proxy, method, arguments) -> {
                    Object answer = call(store, method, arguments);
                    if (!FREE.contains(method.getName())) {
                        double seconds = bytes(arguments, answer) / bytesPerSecond;
                        TimeUnit.NANOSECONDS.sleep(latency.toNanos() + (long) (seconds * 1e9));
                    }
                    return answer;
                });
    }

    private static @Nullable Object call(ArtifactStore store, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    /** What went over the line: the file that was sent or fetched, or the bytes given or got. */
    private static long bytes(Object @Nullable [] arguments, @Nullable Object answer) throws IOException {
        long bytes = answer instanceof byte[] content ? content.length : 0;
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            if (argument instanceof Path file && Files.isRegularFile(file)) {
                bytes += Files.size(file);
            } else if (argument instanceof byte[] content) {
                bytes += content.length;
            }
        }
        return bytes;
    }
}
