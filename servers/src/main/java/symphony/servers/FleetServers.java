package symphony.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the machines of a fleet share: a Redis that speaks TLS alone, a PostgreSQL, and an S3 server. */
public final class FleetServers implements AutoCloseable {
    public static final String REDIS_PASSWORD = "planted-redis-8hK";
    public static final String REGISTRY_PASSWORD = "planted-registry-3Zw";
    private static final String DATABASE = "vines";

    private final Path folder;
    private final Certificates certificates;
    private final RedisProcess redis;
    private final PostgresProcess postgres;
    private final S3Server s3;

    /** @param folder that lies there; all that the servers keep lies below */
    public FleetServers(Path folder) {
        this.folder = folder;
        try {
            certificates = new Certificates(Files.createDirectories(folder.resolve("certificates")));
            Files.writeString(passwordFile(), REDIS_PASSWORD + "\n");
            redis = RedisProcess.withTls(redisFolder(), certificates, REDIS_PASSWORD);
            postgres = new PostgresProcess();
            postgres.database(DATABASE);
            s3 = new S3Server(Files.createDirectories(folder.resolve("s3")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the Redis keeps its append-only file. */
    public Path redisFolder() {
        return folder.resolve("redis");
    }

    private Path passwordFile() {
        return folder.resolve("redis-password");
    }

    public RedisProcess redis() {
        return redis;
    }

    public S3Server s3() {
        return s3;
    }

    /**
     * Signs a certificate for a machine.
     *
     * @return its {@code symphony.yaml}, which holds no secret: those are in {@link #environment()}, and in a file
     */
    public String settings(String machine) {
        Path certificate = certificates.sign(machine);
        return """
                redis:
                  url: rediss://localhost:%d/2
                  password: ${file:%s}
                  ca: %s
                  certificate: %s
                  key: %s
                registry: {url: "postgresql://postgres:${REGISTRY_PASSWORD}@localhost:%d/%s"}
                storage: {url: "s3://%s/farm", endpoint: "%s"}
                worker: {lease: 3s}
                """
                .formatted(
                        redis.port(),
                        passwordFile(),
                        certificates.authority(),
                        certificate,
                        certificates.key(machine),
                        postgres.port(),
                        DATABASE,
                        S3Server.BUCKET,
                        s3.endpoint());
    }

    /** What a machine's shell has to say. */
    public static Map<String, String> environment() {
        return Map.of(
                "REGISTRY_PASSWORD",
                REGISTRY_PASSWORD,
                "AWS_ACCESS_KEY_ID",
                S3Server.KEY,
                "AWS_SECRET_ACCESS_KEY",
                S3Server.SECRET);
    }

    @Override
    public void close() {
        s3.close();
        postgres.close();
        redis.close();
    }
}
