package symphony.core.store;

import java.io.IOException;

/** There is no object under the key. */
public final class ObjectMissing extends IOException {
    private final String key;

    public ObjectMissing(String key) {
        super("no object under " + key);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
