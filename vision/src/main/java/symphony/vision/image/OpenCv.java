package symphony.vision.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.opencv.core.Core;

/** OpenCV's door: whoever uses it calls {@link #load} before the first other class of {@code org.opencv}. */
public final class OpenCv {
    private OpenCv() {}

    /**
     * Loads the native library, unpacked once per user and version, and keeps OpenCV to one thread: a worker runs one
     * slot a core. May be called any number of times, from any thread.
     *
     * @throws UnsatisfiedLinkError where there is no library for this machine, or it does not load; says what to do
     * @throws UncheckedIOException where it cannot be unpacked
     */
    public static synchronized void load() {
        NativeLibrary library = NativeLibrary.of(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path file;
        try {
            file = library.unpack(CacheFolder.candidates(System.getenv(), System.getProperties()));
        } catch (IOException e) {
            throw new UncheckedIOException("OpenCV's library cannot be unpacked: " + e.getMessage(), e);
        }
        try {
            System.load(file.toString());
        } catch (UnsatisfiedLinkError e) {
            UnsatisfiedLinkError told = new UnsatisfiedLinkError("OpenCV's library does not load: " + e.getMessage()
                    + "; if " + file + " is damaged, delete it and start again");
            told.initCause(e);
            throw told;
        }
        Core.setNumThreads(1);
    }
}
