package symphony.app.doctor;

import symphony.app.Workspace;
import symphony.app.config.Setting;
import symphony.core.registry.Registry;
import symphony.core.registry.RegistryUnavailable;
import symphony.registry.sql.SqlRegistry;

/** Opens the registry, which brings its tables up to date, and reads its outline. */
final class RegistryExamination {
    private final Workspace workspace;
    private final Diagnosis diagnosis = new Diagnosis("registry");

    RegistryExamination(Workspace workspace) {
        this.workspace = workspace;
    }

    Diagnosis examine() {
        Setting<String> url = workspace.configuration().registry();
        diagnosis.saw("url", Redacted.address(url.value()));
        try {
            Registry registry = workspace.registry();
            long begun = System.nanoTime();
            int clients = registry.outline().size();
            diagnosis.saw("round_trip_ms", (System.nanoTime() - begun) / 1_000_000);
            diagnosis.saw("clients", clients);
            if (registry instanceof SqlRegistry sql) {
                diagnosis.saw("server", sql.server());
                diagnosis.saw("tables", "version " + SqlRegistry.TABLES);
            }
        } catch (RegistryUnavailable e) {
            diagnosis.found(Ailment.REGISTRY_UNREACHABLE.at(
                    url.source(),
                    String.valueOf(e.getMessage()),
                    "mend it, or registry.url; workers need none, init and verify do"));
        }
        boolean remote = url.value().matches("postgres(ql)?://.*")
                && !url.value().matches("[^/]*//([^/]*@)?(127\\.|localhost|\\[::1).*");
        if (remote && !url.value().matches(".*[?&]sslmode=(require|verify-ca|verify-full).*")) {
            diagnosis.found(Ailment.REGISTRY_CLEAR_TEXT.at(
                    url.source(),
                    "the registry may be reached unencrypted on another machine",
                    "end registry.url with ?sslmode=verify-full"));
        }
        return diagnosis;
    }
}
