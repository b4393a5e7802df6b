package symphony.storage;

import symphony.contracts.ArtifactStoreContract;
import symphony.core.store.ArtifactStore;

class LocalStoreContractTest extends ArtifactStoreContract {
    @Override
    protected boolean removes() {
        return true;
    }

    @Override
    protected ArtifactStore openEmpty() {
        return new LocalStore(files.resolve("a store"));
    }
}
