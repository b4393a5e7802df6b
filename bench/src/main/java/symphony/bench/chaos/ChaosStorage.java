package symphony.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.servers.S3Server;
import symphony.storage.remote.S3Settings;

/**
 * The storage that workers see. Where it is an S3 server, that keeps its objects as files in the very folder that the run
 * looks at and spoils things in.
 */
record ChaosStorage(Optional<S3Server> server) implements AutoCloseable {
    /** As the workspace calls its storage's folder. */
    private static final String BUCKET = "storage";

    static ChaosStorage of(Path workspace, ChaosRun.BackEnds backEnds) {
        return new ChaosStorage(
                backEnds == ChaosRun.BackEnds.SERVERS
                        ? Optional.of(new S3Server(workspace, BUCKET))
                        : Optional.empty());
    }

    /** The server knows no version of what was laid into its folder by hand: that is sent to it. */
    void adopt(Path folder) throws IOException {
        if (server.isEmpty()) {
            return;
        }
        try (ArtifactStore store = store(server.get());
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                Files.delete(file);
                store.create(folder.relativize(file).toString(), content);
            }
        }
    }

    /**
     * Copies a file there, as a person may by hand.
     *
     * @return whether none was there
     */
    boolean copy(String content, Path folder, Path file) throws IOException {
        if (server.isEmpty()) {
            try {
                Files.writeString(file, content, StandardOpenOption.CREATE_NEW);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        }
        try (ArtifactStore store = store(server.get())) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return store.create(folder.relativize(file).toString(), bytes) == Publication.CREATED;
        }
    }

    private static ArtifactStore store(S3Server server) {
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        return new S3Settings(BUCKET, "", Optional.of(server.endpoint()), Optional.empty(), Duration.ofSeconds(30))
                .open();
    }

    String configuration() {
        return server.map(s -> "storage: {url: 's3://" + BUCKET + "', endpoint: '" + s.endpoint() + "'}\n")
                .orElse("");
    }

    @Override
    public void close() {
        server.ifPresent(S3Server::close);
    }
}
