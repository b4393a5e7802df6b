package symphony.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.core.store.ArtifactStore;
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
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        S3Settings settings = new S3Settings(
                BUCKET, "", Optional.of(server.get().endpoint()), Optional.empty(), Duration.ofSeconds(30));
        try (ArtifactStore store = settings.open();
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                Files.delete(file);
                store.create(folder.relativize(file).toString(), content);
            }
        }
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
