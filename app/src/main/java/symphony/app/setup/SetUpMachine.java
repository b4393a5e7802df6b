package symphony.app.setup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import symphony.app.UserError;

/** Makes a machine of Azure part of the fleet, and keeps its secrets fresh. Can be run again at any time. */
public final class SetUpMachine {
    /** What a machine is in the fleet. */
    public enum Role {
        /** Commands are run from it; no service. */
        OPERATOR,
        /** The watching repair, and Redis where the fleet has its own. */
        MASTER,
        /** A worker for all roles but detection. */
        CPU,
        /** A worker for detection. */
        GPU;

        String profile() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What the machine is told.
     *
     * @param vault the vault's address
     * @param storage the blob service's address
     * @param metadata where Azure's instance metadata service answers
     */
    public record Fleet(Role role, URI vault, URI storage, URI metadata) {
        /** Azure's address for the instance metadata service. */
        public static final URI METADATA = ManagedIdentity.METADATA;
    }

    private static final String EVENTS = "/metadata/scheduledevents?api-version=2020-07-01";
    private static final int PORT = 9376;

    private final Host host;
    private final Path home;
    private final Path workspace;
    private final Fleet fleet;
    private final ManagedIdentity identity;
    private final Consumer<String> told;

    /**
     * @param home where Symphony lies
     * @param workspace the workspace that is written
     * @param told hears what is done; never a secret
     */
    public SetUpMachine(Host host, Path home, Path workspace, Fleet fleet, Consumer<String> told) {
        this.host = host;
        this.home = home;
        this.workspace = workspace;
        this.fleet = fleet;
        this.identity = new ManagedIdentity(fleet.metadata());
        this.told = told;
    }

    /**
     * Workspace, secrets and services.
     *
     * @param javaHome of the Java that runs services on Windows
     * @param processes services of one process each, on Windows
     */
    public void all(Path javaHome, int processes) throws IOException {
        LinuxServices linux = new LinuxServices(host, home.resolve("services").resolve("linux"));
        WindowsServices windows = new WindowsServices(host, home, javaHome);
        if (host.windows()) {
            windows.closeToOthers(workspace);
        } else {
            linux.makeUser();
        }
        if (fleet.role() == Role.MASTER && redisUrl().getHost().equals(host.name())) {
            setUpRedis(linux);
        }
        refresh();
        if (fleet.role() == Role.OPERATOR) {
            return;
        }
        if (host.windows()) {
            windows.installWorkers(processes, fleet.role().profile(), workspace);
            told.accept(processes + " services run: symphony-worker-1 and on");
            return;
        }
        String service = fleet.role() == Role.MASTER ? "symphony-repair" : "symphony-worker";
        linux.workerOptions("--profile " + fleet.role().profile());
        linux.beforeStart(service, refreshCommand());
        linux.install(service);
        told.accept("the service " + service + " runs; its log: journalctl -u " + service);
    }

    /** The workspace and its secrets alone. */
    public void refresh() throws IOException {
        Optional<String> certificate = identity.blob(fleet.storage().resolve("/releases/redis-ca.pem"));
        String events = fleet.metadata().equals(Fleet.METADATA) ? "azure" : fleet.metadata() + EVENTS;
        new FleetWorkspace(workspace)
                .write(
                        redisUrl().toString(),
                        certificate,
                        identity.secret(fleet.vault(), "registry-url"),
                        fleet.storage(),
                        events);
        told.accept("the workspace " + workspace + " is written");
    }

    private void setUpRedis(LinuxServices linux) throws IOException {
        List<URI> clients = new ArrayList<>(List.of(workersUrl()));
        operatorsUrl().ifPresent(clients::add);
        String certificate = new RedisServerFiles(host).write(PORT, RedisUsers.of(clients));
        linux.install("symphony-redis");
        identity.putBlob(fleet.storage().resolve("/releases/redis-ca.pem"), certificate);
        told.accept("Redis runs as the service symphony-redis; the fleet is given its certificate");
    }

    /** Where commands are typed, an operator's; else a worker's, which is all that a worker may read. */
    private URI redisUrl() {
        boolean typed = fleet.role() == Role.OPERATOR || fleet.role() == Role.MASTER;
        return (typed ? operatorsUrl() : Optional.<URI>empty()).orElseGet(this::workersUrl);
    }

    private URI workersUrl() {
        return url("redis-url")
                .orElseThrow(() -> UserError.failed("the vault " + fleet.vault()
                        + " has no secret redis-url, or this machine may not read it; rights that were just given"
                        + " take some minutes"));
    }

    /** Empty in a vault of a fleet whose clients are all one user. */
    private Optional<URI> operatorsUrl() {
        return url("redis-operator-url");
    }

    private Optional<URI> url(String secret) {
        Optional<URI> url = identity.secret(fleet.vault(), secret).map(URI::create);
        if (url.isPresent() && (url.get().getHost() == null || url.get().getUserInfo() == null)) {
            throw UserError.failed(
                    "the secret " + secret + " in " + fleet.vault() + " is no URL with a host and a password");
        }
        return url;
    }

    private List<String> refreshCommand() {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("symphony").toString()));
        command.addAll(
                List.of("setup", "azure", "--refresh", "--role", fleet.role().profile()));
        command.addAll(List.of(
                "--vault",
                fleet.vault().toString(),
                "--storage",
                fleet.storage().toString()));
        command.addAll(List.of("--metadata", fleet.metadata().toString(), "--workspace", workspace.toString()));
        return command;
    }
}
