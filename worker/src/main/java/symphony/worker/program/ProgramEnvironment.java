package symphony.worker.program;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment a program inherits: the worker's own, less what opens our queues, storage and registry; on top of it what
 * its slot is to use of the machine, and what its configuration says.
 */
final class ProgramEnvironment {
    private static final Pattern SECRET = Pattern.compile("SYMPHONY_.*(PASSWORD|SECRET|TOKEN|KEY|CREDENTIAL|URL).*"
            + "|REDIS_(PASSWORD|URL|AUTH).*|REDISCLI_AUTH|PGPASSWORD"
            + "|AWS_(SECRET|SESSION_TOKEN|ACCESS_KEY).*"
            + "|AZURE_.*(SECRET|KEY|CONNECTION_STRING|SAS|PASSWORD|TOKEN).*");

    private ProgramEnvironment() {}

    static void apply(ProgramSpec spec, SlotShare share, Map<String, String> environment) {
        environment.keySet().removeIf(name -> isSecret(name) || spec.withheld().contains(name));
        share.apply(environment);
        environment.putAll(spec.environment());
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }
}
