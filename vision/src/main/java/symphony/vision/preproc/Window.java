package symphony.vision.preproc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A short stretch of a row side and the sharpest frame seen of it. */
final class Window {
    /** The picture itself lies in the window's file until the zip is written. */
    record Chosen(PlacedFrame frame, double sharpness) {}

    private final Path file;
    private Optional<Chosen> chosen = Optional.empty();

    /** @param file where the chosen picture waits: a minute's frames do not fit in memory */
    Window(Path file) {
        this.file = file;
    }

    /** Takes the frame if it is sharper than what was seen; of equals the earlier, in whatever order they come. */
    void offer(PlacedFrame frame, double sharpness, byte[] jpeg) throws IOException {
        boolean better = chosen.isEmpty()
                || sharpness > chosen.get().sharpness()
                || (sharpness == chosen.get().sharpness()
                        && frame.number() < chosen.get().frame().number());
        if (better) {
            Files.write(file, jpeg);
            chosen = Optional.of(new Chosen(frame, sharpness));
        }
    }

    /** Empty where none of its frames was there and whole. */
    Optional<Chosen> chosen() {
        return chosen;
    }

    byte[] jpeg() throws IOException {
        return Files.readAllBytes(file);
    }
}
