package symphony.storage.cache;

import symphony.contracts.ArtifactStoreContract;
import symphony.core.store.ArtifactStore;
import symphony.storage.LocalStore;

class CachingStoreContractTest extends ArtifactStoreContract {
    @Override
    protected boolean removes() {
        return true;
    }

    @Override
    protected ArtifactStore openEmpty() {
        return new CachingStore(new LocalStore(files.resolve("store")), files.resolve("cache"), 1_000_000, key -> true);
    }
}
