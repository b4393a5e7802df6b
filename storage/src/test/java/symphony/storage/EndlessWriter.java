package symphony.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** The process of {@link KilledWriterTest}: publishes the keys {@code prefix0}, {@code prefix1}… until it is killed. */
final class EndlessWriter {
    static final int SIZE = 300_000;

    private EndlessWriter() {}

    public static void main(String[] args) throws IOException {
        LocalStore store = new LocalStore(Path.of(args[0]));
        for (int i = 0; ; i++) {
            store.create(args[1] + i, content());
        }
    }

    static byte[] content() {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        return content;
    }
}
