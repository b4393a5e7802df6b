package symphony.app.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** A service of a Linux machine whose workspace somebody has written: outside a cloud, by SSH. */
public final class SetUpService {
    /** What can run as a service. */
    public enum Service {
        WORKER,
        REPAIR,
        REDIS;

        String unit() {
            return "symphony-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final int PORT = 9376;
    private static final int PASSWORD_BYTES = 24;

    private final Host host;
    private final Path home;
    private final Consumer<String> told;

    /** @param home where Symphony lies */
    public SetUpService(Host host, Path home, Consumer<String> told) {
        this.host = host;
        this.home = home;
        this.told = told;
    }

    /** @param options what a worker is started with; empty: as before */
    public void install(Service service, Optional<String> options) throws IOException {
        LinuxServices linux = new LinuxServices(host, home.resolve("services").resolve("linux"));
        if (service == Service.REDIS) {
            writeRedis();
        } else {
            linux.makeUser();
        }
        if (options.isPresent()) {
            linux.workerOptions(options.get());
        }
        linux.install(service.unit());
        told.accept("the service " + service.unit() + " runs; its log: journalctl -u " + service.unit());
    }

    /** The password is made at the first time and kept, in the URL that clients use. */
    private void writeRedis() throws IOException {
        Path file = host.path("/etc/symphony/redis/redis-url");
        String begin = "rediss://:";
        if (Files.notExists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            String password = HexFormat.of().formatHex(random);
            MachineFile.writeSecret(file, begin + password + "@" + host.name() + ":" + PORT + "/0\n", "root");
        }
        String url = Files.readString(file).strip();
        new RedisServerFiles(host).write(PORT, RedisUsers.one(url.substring(begin.length(), url.lastIndexOf('@'))));
        told.accept("clients need the URL in " + file + " and the certificate "
                + host.path("/etc/symphony/redis/server.crt"));
    }
}
