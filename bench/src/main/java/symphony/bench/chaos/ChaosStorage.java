package symphony.bench.chaos;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.core.store.ArtifactStore;
import symphony.core.store.Publication;
import symphony.servers.S3Server;
import symphony.storage.remote.S3Settings;

/**
 * The storage that workers see. Where it is an S3 server, that keeps its objects as files in the very folder that the run
 * looks at. It knows no version of what is laid into that folder by hand: what the run itself puts there it sends.
 */
final class ChaosStorage implements AutoCloseable {
    /** As the workspace calls its storage's folder. */
    private static final String BUCKET = "storage";

    /** A server, and the store on it. */
    private record Remote(S3Server server, ArtifactStore store) {}

    private final Path folder;
    private final Optional<Remote> remote;

    /** @param workspace a folder; the storage's lies below */
    ChaosStorage(Path workspace, ChaosRun.BackEnds backEnds) {
        folder = workspace.resolve(BUCKET);
        remote = backEnds == ChaosRun.BackEnds.SERVERS
                ? Optional.of(remote(new S3Server(workspace, BUCKET)))
                : Optional.empty();
    }

    private static Remote remote(S3Server server) {
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        S3Settings settings =
                new S3Settings(BUCKET, "", Optional.of(server.endpoint()), Optional.empty(), Duration.ofSeconds(30));
        return new Remote(server, settings.open());
    }

    /** Has the server know what was laid out. */
    void adopt() throws IOException {
        if (remote.isEmpty()) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            lay(folder.relativize(file).toString(), content);
        }
    }

    /**
     * Puts an object there as a person does, with no record.
     *
     * @return false where there is one already
     */
    boolean lay(String key, byte[] content) throws IOException {
        if (remote.isPresent()) {
            return remote.get().store().create(key, content) == Publication.CREATED;
        }
        try {
            Files.write(folder.resolve(key), content, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    String configuration() {
        return remote.map(r -> "storage: {url: 's3://" + BUCKET + "', endpoint: '"
                        + r.server().endpoint() + "'}\n")
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        if (remote.isPresent()) {
            remote.get().store().close();
            remote.get().server().close();
        }
    }
}
