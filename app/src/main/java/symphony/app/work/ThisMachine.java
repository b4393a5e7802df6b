package symphony.app.work;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.app.config.MachineSetting;
import symphony.core.task.Role;
import symphony.worker.eviction.AzureScheduledEvents;
import symphony.worker.program.GpuDevices;
import symphony.worker.program.SlotShare;

/** The machine that a worker runs on, as far as the settings let it have it. */
public final class ThisMachine {
    private final MachineSetting setting;
    private final Map<String, String> environment;

    ThisMachine(MachineSetting setting, Map<String, String> environment) {
        this.setting = setting;
        this.environment = environment;
    }

    /** What it is called; {@code localhost} where it has no name. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** What each slot is to use. */
    List<SlotShare> shares(int slots, List<Role> roles) {
        return SlotShare.divide(
                slots, SlotShare.coresOfThisMachine(), setting.pin().value(), devices(roles));
    }

    /** Where to ask whether the machine is to be taken away; empty: nowhere. */
    Optional<AzureScheduledEvents> scheduledEvents() {
        String events = setting.events().value();
        boolean azure = events.equals(MachineSetting.AZURE)
                || (events.equals(MachineSetting.AUTO) && AzureScheduledEvents.isHere());
        if (azure) {
            return Optional.of(new AzureScheduledEvents(AzureScheduledEvents.ADDRESS, host()));
        }
        return events.startsWith("http")
                ? Optional.of(new AzureScheduledEvents(URI.create(events), host()))
                : Optional.empty();
    }

    private List<String> devices(List<Role> roles) {
        String devices = setting.devices().value();
        return switch (devices) {
            case MachineSetting.NONE -> List.of();
            // of the roles detection alone is for GPUs, unless the configuration says otherwise
            case MachineSetting.AUTO -> roles.contains(Role.DETECTION) ? GpuDevices.find(environment) : List.of();
            default -> GpuDevices.split(devices);
        };
    }
}
