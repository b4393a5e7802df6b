package symphony.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is to be published. */
interface Content {
    void writeTo(FileChannel target) throws IOException;

    static Content of(byte[] bytes) {
        return target -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                target.write(buffer);
            }
        };
    }

    /** A copy, never a link: who made the file may go on writing to it. */
    static Content of(Path source) {
        return target -> {
            try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
                long size = from.size();
                long done = 0;
                while (done < size) {
                    long moved = from.transferTo(done, size - done, target);
                    if (moved <= 0) {
                        throw new IOException(source + " became shorter while it was copied");
                    }
                    done += moved;
                }
            }
        };
    }
}
