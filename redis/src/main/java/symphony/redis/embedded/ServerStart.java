package symphony.redis.embedded;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import symphony.core.queue.QueueUnavailable;

/** Starts a server on the first port that is free, and waits until it answers. */
final class ServerStart {
    private static final int PORTS = 200;
    private static final int LAST_PORT = 65_535;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Path binary;
    private final Path data;
    private final Path log;
    private final String searchPath;

    ServerStart(Path binary, Path data, Path log, String searchPath) {
        this.binary = binary;
        this.data = data;
        this.log = log;
        this.searchPath = searchPath;
    }

    /** @throws QueueUnavailable where it does not come up; names the log */
    ServerRecord from(int preferredPort) throws IOException {
        int end = Math.min(LAST_PORT, preferredPort + PORTS);
        for (int port = preferredPort; port <= end; port++) {
            if (isFree(port)) {
                Optional<ServerRecord> started = start(port);
                if (started.isPresent()) {
                    return started.get();
                }
            }
        }
        throw new QueueUnavailable(
                "no port from " + preferredPort + " to " + end + " is free on " + ServerProbe.HOST
                        + " for this workspace's Redis",
                null);
    }

    /** Empty where someone took the port between our look and the start. */
    private Optional<ServerRecord> start(int port) throws IOException {
        Process process = new ProcessBuilder(command(port))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        ServerProbe probe = new ServerProbe(port);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - end < 0) {
            Optional<Long> pid = probe.processIn(data);
            if (pid.isPresent()) {
                return Optional.of(new ServerRecord(pid.get(), port));
            }
            if (!process.isAlive()) {
                String said = Files.readString(log);
                if (said.contains("in use") || said.contains("bind:")) {
                    return Optional.empty();
                }
                throw new QueueUnavailable(
                        "the workspace's Redis ended at once: " + lastLine(said) + " (" + log + ")", null);
            }
            pause(process);
        }
        process.destroy();
        throw new QueueUnavailable("the workspace's Redis does not answer on port " + port + "; see " + log, null);
    }

    /**
     * In a session of its own, so that Ctrl-C in a terminal ends the command and not the queues. The folder is the
     * working directory: no path with blanks in the arguments.
     */
    private List<String> command(int port) {
        List<String> command = new ArrayList<>();
        for (String place : searchPath.split(File.pathSeparator)) {
            Path setsid = Path.of(place, "setsid");
            if (!place.isEmpty() && Files.isExecutable(setsid)) {
                command.add(setsid.toString());
                break;
            }
        }
        command.add(binary.toString());
        command.addAll(List.of("--port", Integer.toString(port), "--bind", ServerProbe.HOST, "--dir", "./"));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--daemonize", "no"));
        return command;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }

    private static void pause(Process process) {
        try {
            process.waitFor(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new QueueUnavailable("interrupted while the workspace's Redis was starting", e);
        }
    }
}
