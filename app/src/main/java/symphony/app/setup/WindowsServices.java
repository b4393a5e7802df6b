package symphony.app.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services of Windows, each a JVM in Apache's procrun. Source: commons.apache.org/daemon/procrun.html.
 */
final class WindowsServices {
    // by number: their names depend on the system's language
    private static final String SYSTEM = "*S-1-5-18";
    private static final String ADMINISTRATORS = "*S-1-5-32-544";
    private static final String LOCAL_SERVICE = "*S-1-5-19";
    private static final String ALL = ":(OI)(CI)F";
    private static final String MODIFY = ":(OI)(CI)M";

    private static final String SERVICE = "symphony.app.WindowsService";
    /** Above the grace that running tasks get, so that they are handed back before the process is ended. */
    private static final String SECONDS_TO_STOP = "90";

    private final Host host;
    private final Path home;
    private final Path java;

    /**
     * @param home where Symphony lies, with procrun in its folder services\windows
     * @param java home of the Java that runs the services
     */
    WindowsServices(Host host, Path home, Path java) {
        this.host = host;
        this.home = home;
        this.java = java;
    }

    /**
     * Makes the workspace one that system, administrators and services alone can open: it holds secrets. procrun runs
     * services as LocalService, who may not do much else.
     */
    void closeToOthers(Path workspace) throws IOException {
        Files.createDirectories(workspace.resolve("logs"));
        List<String> command = new ArrayList<>(List.of("icacls.exe", workspace.toString(), "/inheritance:r"));
        for (String grant : List.of(SYSTEM + ALL, ADMINISTRATORS + ALL, LOCAL_SERVICE + MODIFY)) {
            command.addAll(List.of("/grant", grant));
        }
        host.programs().run(command);
    }

    /** As many workers as processes, so that one that breaks takes no other with it. */
    void installWorkers(int processes, String profile, Path workspace) throws IOException {
        for (int i = 1; i <= processes; i++) {
            install(
                    "symphony-worker-" + i,
                    workspace,
                    List.of(
                            "work",
                            "--profile",
                            profile,
                            "--processes",
                            "1",
                            "--grace",
                            "60",
                            "--workspace",
                            workspace.toString()));
        }
    }

    /** Installs it, or changes it where it is there already ({@code //US}), and starts it. */
    private void install(String name, Path workspace, List<String> arguments) throws IOException {
        String procrun = home.resolve("services")
                .resolve("windows")
                .resolve("prunsrv.exe")
                .toString();
        List<String> command = new ArrayList<>(List.of(procrun, "//US//" + name));
        command.add("--DisplayName=Symphony " + name.substring("symphony-".length()));
        command.add("--Description=Takes tasks of the vineyard pipeline and does them");
        command.add("--Startup=auto");
        command.add("--Jvm=" + java.resolve("bin").resolve("server").resolve("jvm.dll"));
        command.add("--JavaHome=" + java);
        command.add("--JvmOptions=-XX:+UseSerialGC#-Dfile.encoding=UTF-8#-Dsymphony.home=" + home);
        command.add("--Classpath=" + jars());
        command.add("--StartMode=jvm");
        command.add("--StartClass=" + SERVICE);
        command.add("--StartMethod=start");
        command.add("--StartParams=" + String.join("#", arguments));
        command.add("--StartPath=" + workspace);
        command.add("--StopMode=jvm");
        command.add("--StopClass=" + SERVICE);
        command.add("--StopMethod=stop");
        command.add("--StopTimeout=" + SECONDS_TO_STOP);
        command.add("--LogPath=" + workspace.resolve("logs"));
        command.add("--StdOutput=auto");
        command.add("--StdError=auto");
        host.programs().run(command);
        host.programs()
                .run(List.of(
                        "sc.exe",
                        "failure",
                        name,
                        "reset=",
                        "3600",
                        "actions=",
                        "restart/5000/restart/5000/restart/60000"));
        host.programs().run(List.of("sc.exe", "failureflag", name, "1"));
        host.programs().run(List.of("powershell.exe", "-NoProfile", "-Command", "Restart-Service " + name));
    }

    private String jars() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.map(Path::toString)
                    .filter(f -> f.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(";"));
        }
    }
}
