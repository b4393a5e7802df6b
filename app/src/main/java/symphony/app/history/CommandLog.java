package symphony.app.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * {@code .symphony/history/commands.jsonl} of a workspace: one line of JSON for each command that changed something. It is
 * only ever appended to, by any number of commands at once.
 */
public final class CommandLog {
    private final Path file;

    public CommandLog(Path workspace) {
        this.file = workspace.resolve(".symphony").resolve("history").resolve("commands.jsonl");
    }

    public Path file() {
        return file;
    }

    public void append(Event event) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] line = (Json.line(toJson(event)) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock(); // until it is closed
            long end = channel.size();
            // who died in the middle of a line must not spoil the next
            boolean torn = end > 0 && lastByte(channel) != '\n';
            channel.position(end);
            ByteBuffer buffer = ByteBuffer.wrap(torn ? afterLineFeed(line) : line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /**
     * Enters every entry in a timeline.
     *
     * @return how many lines were none
     */
    public int read(Timeline timeline) throws IOException {
        int spoilt = 0;
        // a line that was cut within a letter is no entry, and no reason to read no further
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Event> event = parse(line);
                if (event.isPresent()) {
                    timeline.add(event.get());
                }
                spoilt += event.isEmpty() && !line.isBlank() ? 1 : 0;
            }
        } catch (NoSuchFileException nothingWasDoneYet) {
            return 0;
        }
        return spoilt;
    }

    private static int lastByte(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, channel.size() - 1);
        return one.get(0);
    }

    private static byte[] afterLineFeed(byte[] line) {
        byte[] whole = new byte[line.length + 1];
        whole[0] = '\n';
        System.arraycopy(line, 0, whole, 1, line.length);
        return whole;
    }

    private static ObjectNode toJson(Event event) {
        return Json.object()
                .put("at", event.started().toString())
                .put("seconds", event.took().toMillis() / 1000.0)
                .put("who", event.who())
                .put("host", event.host())
                .put("command", event.what())
                .put("result", event.result());
    }

    private static Optional<Event> parse(String line) {
        try {
            Fields f = Fields.of(Json.parse(line), "history");
            Duration took = Duration.ofMillis(
                    Math.round(1000 * f.optionalNumber("seconds").orElse(0)));
            return Optional.of(new Event(
                    Event.Kind.COMMAND,
                    Instant.parse(f.text("at")),
                    took,
                    "",
                    "",
                    f.text("who", ""),
                    f.text("host", ""),
                    f.text("command"),
                    f.text("result", ""),
                    0));
        } catch (MalformedJson | DateTimeException e) {
            return Optional.empty();
        }
    }
}
