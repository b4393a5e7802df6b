package symphony.app.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.setup.Host;
import symphony.app.setup.SetUpMachine;
import symphony.app.setup.SetUpMachine.Fleet;
import symphony.app.setup.SetUpService;

/** {@code symphony setup}: makes this machine part of a fleet. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description = "Makes this machine part of a fleet: azure, service.",
        footer = {
            "",
            "Examples (as root):",
            "  symphony setup azure --role gpu --vault symphony-x7 --storage https://symphonyx7.blob.core.windows.net",
            "  symphony setup service worker --options '--profile cpu'"
        })
public final class SetupCommand implements Callable<Integer> {
    private static final String VAULTS = ".vault.azure.net";

    private final Surroundings around;

    public SetupCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        throw UserError.usage("setup what? azure or service; symphony setup --help tells more");
    }

    @Command(
            name = "azure",
            mixinStandardHelpOptions = true,
            description = {
                "Sets a machine of Azure up by its managed identity: secrets from the vault, the workspace, the services of"
                        + " its role. The machines' first boot runs it; it can be run again at any time."
            },
            footer = {
                "",
                "Examples (as root):",
                "  symphony setup azure --role cpu --vault symphony-x7 --storage https://symphonyx7.blob.core.windows.net",
                "",
                "A site.yaml in the workspace is added to the symphony.yaml that is written."
            })
    int azure(
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "operator|master|cpu|gpu",
                            description = "What the machine is.")
                    SetUpMachine.Role role,
            @Option(names = "--vault", required = true, paramLabel = "NAME|URL", description = "The fleet's vault.")
                    String vault,
            @Option(names = "--storage", required = true, paramLabel = "URL", description = "The fleet's blob service.")
                    URI storage,
            @Option(
                            names = "--metadata",
                            paramLabel = "URL",
                            description = "Azure's instance metadata service; default: ${DEFAULT-VALUE}.",
                            defaultValue = "http://169.254.169.254")
                    URI metadata,
            @Option(
                            names = "--workspace",
                            paramLabel = "DIR",
                            description = "Default: /var/lib/symphony; on Windows %%ProgramData%%\\Symphony.")
                    @Nullable
                    Path workspace,
            @Option(
                            names = "--services",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "Services of one process each, on Windows; default: ${DEFAULT-VALUE}.")
                    int services,
            @Option(names = "--refresh", description = "Only the workspace and its secrets, no services.")
                    boolean refresh)
            throws IOException {
        Fleet fleet = new Fleet(role, vaultAddress(vault), storage, metadata);
        SetUpMachine machine =
                new SetUpMachine(host(), around.home(), workspaceOr(workspace), fleet, around.out()::println);
        if (refresh) {
            machine.refresh();
        } else {
            machine.all(Path.of(System.getProperty("java.home")), services);
        }
        return 0;
    }

    @Command(
            name = "service",
            mixinStandardHelpOptions = true,
            description = {
                "Installs a service of systemd on a machine whose workspace, /var/lib/symphony, somebody has written, and"
                        + " starts it. A Redis gets a password and a certificate of its own."
            },
            footer = {
                "",
                "Examples (as root):",
                "  symphony setup service worker --options '--profile gpu'",
                "  symphony setup service repair",
                "  symphony setup service redis"
            })
    int service(
            @Parameters(paramLabel = "worker|repair|redis", description = "What is to run.")
                    SetUpService.Service service,
            @Option(names = "--options", paramLabel = "OPTIONS", description = "What symphony work is started with.")
                    @Nullable
                    String options)
            throws IOException {
        if (options != null && service != SetUpService.Service.WORKER) {
            throw UserError.usage("--options are a worker's");
        }
        if (windows()) {
            throw UserError.failed("services of Windows are installed by symphony setup azure alone");
        }
        new SetUpService(host(), around.home(), around.out()::println).install(service, Optional.ofNullable(options));
        return 0;
    }

    private static URI vaultAddress(String vault) {
        return URI.create(vault.contains("://") ? vault : "https://" + vault + VAULTS);
    }

    private Path workspaceOr(@Nullable Path given) {
        if (given != null) {
            return around.directory().resolve(given);
        }
        return windows()
                ? Path.of(around.variable("ProgramData").orElse("C:\\ProgramData"), "Symphony")
                : Path.of("/var/lib/symphony");
    }

    private Host host() throws IOException {
        return new Host(Path.of("/"), windows(), name(), Host::run);
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** As the system has it: whether the name can be looked up on this very machine does not matter to others. */
    private String name() throws IOException {
        return windows()
                ? around.variable("COMPUTERNAME").orElse("localhost")
                : Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }
}
