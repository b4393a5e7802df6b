package symphony.app.setup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The workspace of a machine of the fleet: symphony.yaml, and beside it the secrets that it names. What a site adds, such as
 * programs for roles, stands in {@code site.yaml} and is kept.
 */
final class FleetWorkspace {
    static final String USER = "symphony";
    private static final String CONTAINER = "symphony";

    private final Path folder;

    FleetWorkspace(Path folder) {
        this.folder = folder;
    }

    /**
     * @param certificate whom to believe that Redis is what it says, where that is no public authority
     * @param events where the cloud tells of the machine's end, as {@code worker.events} wants it
     */
    void write(String redisUrl, Optional<String> certificate, Optional<String> registryUrl, URI storage, String events)
            throws IOException {
        Files.createDirectories(folder);
        MachineFile.give(folder, USER);
        secret("redis-url", redisUrl);
        StringBuilder yaml = new StringBuilder("# Written by symphony setup; what a site adds stands in site.yaml\n");
        yaml.append("redis: {url: \"${file:secrets/redis-url}\"");
        if (certificate.isPresent()) {
            MachineFile.write(folder.resolve("redis-ca.pem"), certificate.get());
            yaml.append(", ca: redis-ca.pem");
        }
        yaml.append("}\n");
        if (registryUrl.isPresent()) {
            secret("registry-url", registryUrl.get());
            yaml.append("registry: {url: \"${file:secrets/registry-url}\"}\n");
        }
        yaml.append("storage: {url: \"azblob://" + CONTAINER + "\", endpoint: \"" + storage + "\"}\n");
        yaml.append("worker: {events: \"" + events + "\"}\n");
        Path site = folder.resolve("site.yaml");
        if (Files.exists(site)) {
            yaml.append(Files.readString(site));
        }
        MachineFile.write(folder.resolve("symphony.yaml"), yaml.toString());
    }

    private void secret(String name, String value) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        MachineFile.give(secrets, USER);
        MachineFile.writeSecret(secrets.resolve(name), value + "\n", USER);
    }
}
