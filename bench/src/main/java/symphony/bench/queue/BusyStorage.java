package symphony.bench.queue;

import java.nio.file.Path;
import java.time.Duration;
import symphony.core.store.ArtifactStore;
import symphony.storage.LocalStore;

/**
 * The storage that tasks get their inputs from: a folder of this machine, or as if it were far away.
 *
 * @param latency of each call; zero: none
 * @param bytesPerSecond that come and go then
 */
record BusyStorage(Duration latency, double bytesPerSecond) {
    static final BusyStorage LOCAL = new BusyStorage(Duration.ZERO, 0);
    static final BusyStorage FAR = new BusyStorage(Duration.ofMillis(100), 50e6);

    boolean isSlow() {
        return !latency.isZero();
    }

    ArtifactStore of(Path folder) {
        ArtifactStore local = new LocalStore(folder);
        return isSlow() ? SlowStorage.of(local, latency, bytesPerSecond) : local;
    }

    @Override
    public String toString() {
        return isSlow()
                ? String.format("storage behind %d ms and %.0f MB/s", latency.toMillis(), bytesPerSecond / 1e6)
                : "local storage";
    }
}
