package symphony.bench.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import symphony.core.json.Json;

/**
 * A stage program in mode {@code serve} that uses so much CPU a task, and makes of its input an output of nothing. Notes
 * when each task began and ended.
 */
public final class BurnProgram {
    /** A zip without entries: its end record (APPNOTE 4.3.16) alone. */
    private static final byte[] EMPTY_ZIP = new byte[22];

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
        Path times = Path.of(args[1]);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            long begun = System.currentTimeMillis();
            Path folder = Path.of(Json.parse(line).get("dir").asText());
            Burn.cpu(millis);
            try (Stream<Path> inputs = Files.list(folder.resolve("inputs"))) {
                for (Path input : inputs.toList()) {
                    Files.write(folder.resolve("outputs").resolve(input.getFileName()), EMPTY_ZIP);
                }
            }
            note(times, begun);
            System.out.println("{\"exit\":0}");
        }
    }

    private static void note(Path times, long begun) throws IOException {
        Files.write(
                times,
                List.of(begun + " " + System.currentTimeMillis()),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
