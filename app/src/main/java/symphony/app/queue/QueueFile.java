package symphony.app.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import symphony.app.UserError;
import symphony.app.WholeFile;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.queue.Saved;

/**
 * A file of saved queues: a first line that says what it is, one line each of what was saved, a last line with how many
 * there are and their digest. By the last line a file cut short is known before anything is done with it.
 */
public final class QueueFile {
    private static final int VERSION = 1;
    /** A task's line at its longest, in JSON within JSON, with room to spare. */
    private static final int MOST_CHARS = 16 << 20;

    private final Path file;

    public QueueFile(Path file) {
        this.file = file;
    }

    /**
     * Writes it whole or not at all; what stood there is replaced.
     *
     * @param source gives each line to what it is handed
     * @return how many lines were written
     */
    public long write(Instant now, Consumer<Consumer<String>> source) throws IOException {
        Tally tally = new Tally();
        try {
            new WholeFile(file).write(part -> {
                try (BufferedWriter out = Files.newBufferedWriter(part)) {
                    out.write(Json.line(Json.object()
                                    .put("symphony", "queues")
                                    .put("version", VERSION)
                                    .put("saved", now.toString()))
                            + "\n");
                    source.accept(line -> {
                        checkLength(line);
                        tally.add(line);
                        try {
                            out.write(line + "\n");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                    ObjectNode end = Json.object().put("lines", tally.lines).put("sha256", tally.hex());
                    out.write(Json.line(end) + "\n");
                }
            });
            return tally.lines;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What could not be read again is not written. */
    private static void checkLength(String line) {
        if (line.length() > MOST_CHARS) {
            throw UserError.failed("a line of " + line.length() + " characters cannot be saved: "
                    + line.substring(0, 80) + "…; name the other queues, or take it out first");
        }
    }

    /**
     * Reads it to the end, so that nothing is put back of a file that is not whole.
     *
     * @param chosen which lines are wanted of it
     * @throws UserError where it is no such file, of another version, cut short or changed; names the line
     */
    public Whole checked(Predicate<Saved> chosen) throws IOException {
        long[] count = {0};
        pass(saved -> count[0] += chosen.test(saved) ? 1 : 0, "nothing was put back");
        return new Whole(this, chosen, count[0]);
    }

    /**
     * One that was found whole, and some of its lines.
     *
     * @param count of the lines chosen
     */
    public record Whole(QueueFile file, Predicate<Saved> chosen, long count) {
        /** @throws UserError where it was changed since it was checked */
        public void read(Consumer<Saved> sink) throws IOException {
            file.pass(
                    saved -> {
                        if (chosen.test(saved)) {
                            sink.accept(saved);
                        }
                    },
                    "what was read before was put back; load it again");
        }
    }

    private void pass(Consumer<Saved> sink, String consequence) throws IOException {
        Tally tally = new Tally();
        String pending = null;
        long number = 1;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            checkHeader(in.readLine());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.length() > MOST_CHARS) {
                    throw UserError.failed(file + ":" + number + ": a line of " + line.length() + " characters");
                }
                if (pending != null) {
                    tally.add(pending);
                    sink.accept(Saved.parse(pending));
                }
                pending = line;
            }
            checkEnd(pending, tally, consequence);
        } catch (NoSuchFileException e) {
            throw UserError.failed("there is no file " + file);
        } catch (MalformedInputException e) {
            throw UserError.failed(file + " is no file of saved queues: it is no text");
        } catch (MalformedJson e) {
            throw UserError.failed(file + ":" + (number - 1) + ": " + e.getMessage() + "; " + consequence);
        }
    }

    private void checkHeader(@Nullable String line) {
        int version;
        try {
            Fields f = Fields.of(Json.parse(line == null ? "" : line), "header");
            version = f.text("symphony", "").equals("queues")
                    ? f.optionalInt("version").orElse(0)
                    : 0;
        } catch (MalformedJson e) {
            version = 0;
        }
        if (version == 0) {
            throw UserError.failed(file + ":1: this is no file of symphony queue save");
        }
        if (version != VERSION) {
            throw UserError.failed(
                    file + ":1: saved as version " + version + "; this Symphony reads version " + VERSION);
        }
    }

    private void checkEnd(@Nullable String line, Tally tally, String consequence) {
        String cut = file + " is cut short after " + (tally.lines + (line == null ? 0 : 1))
                + " lines: its last line does not say how many there are; " + consequence;
        long lines;
        String digest;
        try {
            Fields f = Fields.of(Json.parse(line == null ? "" : line), "end");
            lines = f.optionalInt("lines").orElseThrow(() -> UserError.failed(cut));
            digest = f.text("sha256", "");
        } catch (MalformedJson e) {
            throw UserError.failed(cut);
        }
        if (lines != tally.lines || !digest.equals(tally.hex())) {
            throw UserError.failed(file + " was changed since it was saved: its last line tells of " + lines
                    + " lines and another digest; " + consequence);
        }
    }

    /** Counts lines and sums them up. */
    private static final class Tally {
        private long lines;
        private final MessageDigest digest;

        Tally() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void add(String line) {
            lines++;
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    /** Whether a saved line belongs to one of the queues, by their names and those of dead letters. */
    public static Predicate<Saved> of(java.util.List<Glob> globs) {
        return saved ->
                globs.isEmpty() || queue(saved).filter(q -> Glob.any(globs, q)).isPresent();
    }

    /** Empty of what concerns more than one queue: cancelled sessions, weights. */
    private static Optional<String> queue(Saved saved) {
        if (saved instanceof Saved.Waiting w) {
            return Optional.of(w.line().queue());
        } else if (saved instanceof Saved.Claimed c) {
            return Optional.of(c.line().queue());
        } else if (saved instanceof Saved.Delayed d) {
            return Optional.of(d.line().queue());
        } else if (saved instanceof Saved.Dead d) {
            return Optional.of("dlq:" + d.session());
        } else if (saved instanceof Saved.Paused p) {
            return Optional.of(p.which().text());
        }
        return Optional.empty();
    }
}
