package symphony.app.results;

import java.io.IOException;

/** Takes in vines, one after the other. */
@FunctionalInterface
public interface VineSink {
    void vine(VineResult vine) throws IOException;
}
