package symphony.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The first and last bytes of a file. */
final class FileEnds {
    private FileEnds() {}

    /**
     * Reads up to so many bytes of its beginning and its end.
     *
     * @return how many they were
     */
    static long read(Path file, int head, int tail) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long first = Math.max(0, channel.read(ByteBuffer.allocate(head)));
            long last = Math.max(0, channel.read(ByteBuffer.allocate(tail), Math.max(0, channel.size() - tail)));
            return first + last;
        }
    }
}
