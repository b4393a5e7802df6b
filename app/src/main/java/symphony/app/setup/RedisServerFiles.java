package symphony.app.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The configuration of the fleet's own Redis, and the certificate by which others know it. */
final class RedisServerFiles {
    private static final String USER = "redis";
    private static final String FOLDER = "/etc/symphony/redis";
    private static final String DAYS = "3650";

    private final Host host;

    RedisServerFiles(Host host) {
        this.host = host;
    }

    /**
     * @param users lines that say who may connect: see {@link RedisUsers}
     * @return the certificate, made at the first time and kept
     */
    String write(int port, List<String> users) throws IOException {
        Path folder = Files.createDirectories(host.path(FOLDER));
        Path certificate = folder.resolve("server.crt");
        if (Files.notExists(certificate)) {
            makeCertificate(folder, certificate);
        }
        MachineFile.writeSecret(
                folder.resolve("redis.conf"),
                String.join(
                        "\n",
                        "# Written by symphony setup",
                        "port 0",
                        "tls-port " + port,
                        "tls-cert-file " + FOLDER + "/server.crt",
                        "tls-key-file " + FOLDER + "/server.key",
                        "tls-auth-clients no",
                        "tls-protocols \"TLSv1.2 TLSv1.3\"",
                        String.join("\n", users),
                        "dir /var/lib/symphony-redis",
                        "appendonly yes",
                        "appendfsync everysec",
                        "# tasks are never to be dropped to make room",
                        "maxmemory-policy noeviction",
                        ""),
                USER);
        return Files.readString(certificate);
    }

    private void makeCertificate(Path folder, Path certificate) throws IOException {
        Path key = folder.resolve("server.key");
        MachineFile.writeSecret(key, "", USER);
        Path fresh = folder.resolve("server.crt.new");
        host.programs()
                .run(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        DAYS,
                        "-subj",
                        "/CN=" + host.name(),
                        "-addext",
                        "subjectAltName=DNS:" + host.name(),
                        "-keyout",
                        key.toString(),
                        "-out",
                        fresh.toString()));
        MachineFile.give(key, USER);
        Files.move(fresh, certificate);
    }
}
