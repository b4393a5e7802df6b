package symphony.redis.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import redis.embedded.core.ExecutableProvider;
import symphony.core.queue.QueueUnavailable;

/** Finds a Redis server that runs on this machine: the one that comes with us, else an installed one. */
final class ServerBinary {
    private static final List<String> INSTALLED = List.of("redis-server", "valkey-server");
    private static final int VERSION_SECONDS = 10;

    private final Path folder;
    private final String searchPath;
    private final Consumer<String> messages;

    /**
     * @param folder where our own one is unpacked, once
     * @param searchPath the environment's PATH
     */
    ServerBinary(Path folder, String searchPath, Consumer<String> messages) {
        this.folder = folder;
        this.searchPath = searchPath;
        this.messages = messages;
    }

    /** @throws QueueUnavailable where none runs */
    Path find() {
        List<String> faults = new ArrayList<>();
        Optional<Path> own = own(faults);
        if (own.isPresent()) {
            return own.get();
        }
        for (String name : INSTALLED) {
            for (String place : searchPath.split(File.pathSeparator)) {
                Path candidate = Path.of(place.isEmpty() ? "." : place, name);
                if (Files.isExecutable(candidate) && runs(candidate, faults)) {
                    messages.accept("The Redis server that comes with Symphony does not run here (" + faults.get(0)
                            + "); using " + candidate + " instead.");
                    return candidate;
                }
            }
        }
        throw new QueueUnavailable(
                "no Redis server runs here: the one that comes with Symphony does not (" + String.join("; ", faults)
                        + "), and neither redis-server nor valkey-server is on the PATH. Install one of them (Debian: apt"
                        + " install redis-server), or give redis.url of a running one.",
                null);
    }

    private Optional<Path> own(List<String> faults) {
        Path binary = folder.resolve("redis-server");
        try {
            if (!Files.isExecutable(binary)) {
                unpack(binary);
            }
        } catch (IOException | RuntimeException e) {
            faults.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        return runs(binary, faults) ? Optional.of(binary) : Optional.empty();
    }

    /** Under another name first: whoever finds the binary finds it whole. */
    private void unpack(Path binary) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempDirectory(folder, "unpack");
        Path unpacked =
                ExecutableProvider.newJarResourceProvider(fresh.toFile()).get().toPath();
        Files.move(unpacked, binary, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(fresh);
    }

    /** A library that it needs may be missing here: only trying tells. */
    private static boolean runs(Path binary, List<String> faults) {
        try {
            Process process = new ProcessBuilder(binary.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return true;
            }
            process.destroyForcibly();
            faults.add(said.strip());
        } catch (IOException e) {
            faults.add(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            faults.add("interrupted");
        }
        return false;
    }
}
