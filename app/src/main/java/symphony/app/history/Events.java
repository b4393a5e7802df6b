package symphony.app.history;

import java.io.IOException;
import java.util.function.Consumer;

/** Events that can be gone through again and again, and need not all be held. */
@FunctionalInterface
public interface Events {
    void forEach(Consumer<? super Event> sink) throws IOException;
}
