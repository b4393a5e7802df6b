package symphony.contracts;

import symphony.core.registry.Registry;

class InMemoryRegistryTest extends RegistryContract {
    @Override
    protected Registry openEmpty() {
        return new InMemoryRegistry();
    }
}
