package symphony.contracts;

import symphony.core.store.ArtifactStore;

class InMemoryArtifactStoreTest extends ArtifactStoreContract {
    @Override
    protected boolean removes() {
        return true;
    }

    @Override
    protected ArtifactStore openEmpty() {
        return new InMemoryArtifactStore();
    }
}
