package symphony.bench.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A stage program in mode {@code serve} that uses so much CPU a task, and makes of its input an output of nothing. Notes
 * when each task began and ended. It does as little else as can be, and gets ready for that before its first task.
 */
public final class BurnProgram {
    /** A zip without entries: its end record (APPNOTE 4.3.16) alone. */
    static final byte[] EMPTY_ZIP = new byte[22];

    private static final String BEFORE_FOLDER = "{\"dir\":\"";

    static {
        EMPTY_ZIP[0] = 'P';
        EMPTY_ZIP[1] = 'K';
        EMPTY_ZIP[2] = 5;
        EMPTY_ZIP[3] = 6;
    }

    private BurnProgram() {}

    /**
     * Serves until stdin ends.
     *
     * @param args milliseconds to burn, and the file for the times
     */
    public static void main(String[] args) throws IOException {
        long millis = Long.parseLong(args[0]);
        Burn.cpu(1);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (FileChannel times = FileChannel.open(
                Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                long begun = System.currentTimeMillis();
                Burn.cpu(millis);
                makeOutputs(folder(line));
                String note = begun + " " + System.currentTimeMillis() + "\n";
                times.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)));
                System.out.println("{\"exit\":0}");
            }
        }
    }

    /** The worker says it first, and no folder of a benchmark has a name that JSON would write otherwise. */
    private static Path folder(String request) {
        if (!request.startsWith(BEFORE_FOLDER)) {
            throw new IllegalArgumentException("no request names its folder otherwise than first: " + request);
        }
        return Path.of(request.substring(BEFORE_FOLDER.length(), request.indexOf('"', BEFORE_FOLDER.length())));
    }

    private static void makeOutputs(Path folder) throws IOException {
        try (Stream<Path> inputs = Files.list(folder.resolve("inputs"))) {
            for (Path input : inputs.toList()) {
                Files.write(folder.resolve("outputs").resolve(input.getFileName()), EMPTY_ZIP);
            }
        }
    }
}
