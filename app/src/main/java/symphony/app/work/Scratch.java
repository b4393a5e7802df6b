package symphony.app.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the workers of a workspace keep the folders of running tasks: one folder a worker, named for it. */
final class Scratch {
    private static final Pattern WORKER = Pattern.compile("(.+)-([0-9]+)-[0-9a-f]{8}");

    private final Path folder;

    Scratch(Path folder) {
        this.folder = folder;
    }

    Path of(String workerId) {
        return folder.resolve(workerId);
    }

    /** A worker that was killed could not clear up: what belongs to dead processes of this host is removed. */
    void sweep(String host) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> workers = Files.list(folder)) {
            List<Path> dead = workers.filter(w -> isDead(w.getFileName().toString(), host))
                    .toList();
            dead.forEach(Scratch::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void leave(String workerId) {
        remove(of(workerId));
    }

    private static boolean isDead(String worker, String host) {
        Matcher m = WORKER.matcher(worker);
        return m.matches()
                && m.group(1).equals(host)
                && ProcessHandle.of(Long.parseLong(m.group(2))).isEmpty();
    }

    /** Another worker may sweep at the same time, a dying program may still write: what stays is swept next time. */
    private static void remove(Path worker) {
        if (!Files.exists(worker)) {
            return;
        }
        try (Stream<Path> files = Files.walk(worker)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            return;
        }
    }
}
