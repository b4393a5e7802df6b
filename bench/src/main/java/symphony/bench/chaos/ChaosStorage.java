package symphony.bench.chaos;

import java.nio.file.Path;
import java.util.Optional;
import symphony.servers.S3Server;

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

    String configuration() {
        return server.map(s -> "storage: {url: 's3://" + BUCKET + "', endpoint: '" + s.endpoint() + "'}\n")
                .orElse("");
    }

    @Override
    public void close() {
        server.ifPresent(S3Server::close);
    }
}
