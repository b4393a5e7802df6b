package symphony.contracts;

import symphony.core.store.ArtifactStore;

class InMemoryArtifactStoreTest extends ArtifactStoreContract {
    @Override
    protected ArtifactStore openEmpty() {
        return new InMemoryArtifactStore();
    }
}
