package symphony.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.session.Session;
import symphony.core.session.TaskFileReader;
import symphony.core.verify.Finding;
import symphony.core.verify.Verification;
import symphony.core.verify.Verifier;

/** Reads task files and holds them against registry and storage. */
public final class ReadTaskFiles {
    /** A session without a name of its own is called for its block and the time. */
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("-MM_dd_HH_mm", Locale.ROOT);

    /**
     * @param ready sessions without an error
     * @param findings of all files
     */
    public record Sessions(List<Session> ready, List<Finding> findings) {
        public Sessions {
            ready = List.copyOf(ready);
            findings = List.copyOf(findings);
        }
    }

    private final Workspace workspace;
    private final Clock clock;

    public ReadTaskFiles(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /** Everything is verified, as before sending. */
    public Sessions verified(List<Path> files) throws IOException {
        return sessions(files, Verifier.of(workspace.registry(), workspace.store()));
    }

    /** Just names, blocks and scans: what is lacking in storage is what a repair is for. */
    public Sessions registryOnly(List<Path> files) throws IOException {
        return sessions(files, Verifier.ofRegistryOnly(workspace.registry()));
    }

    private Sessions sessions(List<Path> files, Verifier verifier) throws IOException {
        String suffix = SUFFIX.format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
        List<TaskFileReader.Result> read = new ArrayList<>();
        for (Path file : files) {
            read.add(TaskFileReader.read(workspace.shown(file), content(file), suffix));
        }
        Verification verification = verifier.verify(read);
        return new Sessions(verification.sessions(), verification.findings());
    }

    private byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw UserError.usage("there is no task file " + workspace.shown(file));
        }
    }
}
