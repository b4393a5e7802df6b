package symphony.app.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Services of systemd, as their units lie in Symphony's own folder. */
final class LinuxServices {
    private static final String UNITS = "/etc/systemd/system/";

    private final Host host;
    private final Path units;

    /** @param units where the unit files lie that are installed */
    LinuxServices(Host host, Path units) {
        this.host = host;
        this.units = units;
    }

    /** The user that the services run as, where there is none yet. */
    void makeUser() throws IOException {
        if (!MachineFile.userExists(FleetWorkspace.USER)) {
            host.programs()
                    .run(List.of(
                            "useradd",
                            "--system",
                            "--user-group",
                            "--home-dir",
                            "/var/lib/symphony",
                            "--shell",
                            "/bin/bash",
                            FleetWorkspace.USER));
        }
    }

    /** What a worker is started with, beside its workspace. */
    void workerOptions(String options) throws IOException {
        MachineFile.write(host.path("/etc/default/symphony-worker"), "WORK=\"" + options + "\"\n");
    }

    /** Has a command run, with all rights, before each start; a start does not fail with it. */
    void beforeStart(String service, List<String> command) throws IOException {
        MachineFile.write(
                host.path(UNITS + service + ".service.d/setup.conf"),
                "[Service]\nExecStartPre=+-" + String.join(" ", command) + "\n");
    }

    void install(String service) throws IOException {
        String unit = service + ".service";
        MachineFile.write(host.path(UNITS + unit), Files.readString(units.resolve(unit)));
        host.programs().run(List.of("systemctl", "daemon-reload"));
        host.programs().run(List.of("systemctl", "enable", unit));
        // restarted, not only started: what it is started with may have changed
        host.programs().run(List.of("systemctl", "restart", unit));
    }
}
