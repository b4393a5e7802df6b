package symphony.registry.sql;

import java.io.IOException;
import java.nio.file.Files;
import symphony.contracts.RegistryContract;
import symphony.core.registry.Registry;

class SqlRegistryContractTest extends RegistryContract {
    @Override
    protected Registry openEmpty() throws IOException {
        return SqlRegistry.open("sqlite:registry.db", Files.createTempDirectory(files, "a workspace"));
    }
}
