package symphony.app.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import symphony.app.UserError;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerLoad;

/** A CSV file of looks at the queues, a line each: {@code status --log} appends, {@code history --plot} reads. */
public final class StatusLog {
    private static final String[] COLUMNS = {
        "time",
        "waiting",
        "running",
        "delayed",
        "dead",
        "workers",
        "slots",
        "busy",
        "cores",
        "memory_mib",
        "queues",
        "note"
    };
    private static final String HEADER = String.join(",", COLUMNS);
    /** No session's name holds it. */
    private static final String BETWEEN_QUEUES = " | ";

    /**
     * A look at the queues.
     *
     * @param slots of all workers
     * @param remaining by queue: what waits, runs or is delayed
     */
    public record Sample(Instant at, int slots, int busy, Map<String, Long> remaining) {
        public Sample {
            remaining = Map.copyOf(remaining);
        }
    }

    private final Path file;

    public StatusLog(Path file) {
        this.file = file;
    }

    public void append(Instant at, QueueStatus status) throws IOException {
        long waiting =
                status.queues().stream().mapToLong(QueueStatus.Queue::waiting).sum();
        long running =
                status.queues().stream().mapToLong(QueueStatus.Queue::claimed).sum();
        long delayed =
                status.queues().stream().mapToLong(QueueStatus.Queue::delayed).sum();
        long dead = status.dead().stream().mapToLong(QueueStatus.Dead::count).sum();
        int slots =
                status.workers().stream().mapToInt(QueueStatus.Worker::slots).sum();
        int busy = status.workers().stream().mapToInt(QueueStatus.Worker::busy).sum();
        double cores = slots(status).mapToDouble(WorkerLoad.Slot::cores).sum();
        long memory = slots(status).mapToLong(WorkerLoad.Slot::memoryBytes).sum() >> 20;
        String queues = status.queues().stream()
                .map(q -> q.name().text() + "=" + (q.waiting() + q.claimed() + q.delayed()))
                .collect(Collectors.joining(BETWEEN_QUEUES));
        write(
                at.truncatedTo(ChronoUnit.SECONDS),
                waiting,
                running,
                delayed,
                dead,
                status.workers().size(),
                slots,
                busy,
                String.format(Locale.ROOT, "%.2f", cores),
                memory,
                queues,
                "");
    }

    private static Stream<WorkerLoad.Slot> slots(QueueStatus status) {
        return status.workers().stream().flatMap(w -> w.load().slots().stream());
    }

    /** That there was nothing to see is worth a line too. */
    public void append(Instant at, String note) throws IOException {
        write(at.truncatedTo(ChronoUnit.SECONDS), "", "", "", "", "", "", "", "", "", "", note);
    }

    private void write(Object... cells) throws IOException {
        String line = CSVFormat.DEFAULT.format(cells) + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            boolean fresh = channel.size() == 0;
            if (!fresh) {
                checkHeader();
            }
            channel.write(ByteBuffer.wrap((fresh ? HEADER + "\n" + line : line).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            throw UserError.failed("there is no folder " + file.toAbsolutePath().getParent());
        }
    }

    private void checkHeader() throws IOException {
        try (BufferedReader lines = reader()) {
            String first = lines.readLine();
            if (!HEADER.equals(first)) {
                throw UserError.failed(
                        file + " is no log of the status: its first line is not '" + HEADER + "'; name another file");
            }
        }
    }

    /**
     * All looks of the file that found something, in its order; lines that are none are passed over.
     *
     * @throws UserError where the file is no such log
     */
    public List<Sample> read() throws IOException {
        checkHeader();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Sample> samples = new ArrayList<>();
        try (Reader reader = reader()) {
            for (CSVRecord line : format.parse(reader)) {
                sample(line).ifPresent(samples::add);
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw UserError.failed(file + " cannot be read as CSV: " + e.getMessage());
        }
        return samples;
    }

    /** Bytes that are no text give a line that is none of ours. */
    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private static Optional<Sample> sample(CSVRecord line) {
        try {
            Map<String, Long> remaining = new TreeMap<>();
            for (String queue : line.get("queues").split(java.util.regex.Pattern.quote(BETWEEN_QUEUES), -1)) {
                int end = queue.lastIndexOf('=');
                if (end > 0) {
                    remaining.put(queue.substring(0, end), Long.parseLong(queue.substring(end + 1)));
                }
            }
            return Optional.of(new Sample(
                    Instant.parse(line.get("time")),
                    Integer.parseInt(line.get("slots")),
                    Integer.parseInt(line.get("busy")),
                    remaining));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
