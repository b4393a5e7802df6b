package symphony.app.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.core.session.Session;
import symphony.core.session.TaskFileReader;
import symphony.core.verify.Depth;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;
import symphony.core.verify.Verification;
import symphony.core.verify.Verifier;
import symphony.core.yaml.YamlBounds;

/** Reads task files and holds them against registry and storage. */
public final class ReadTaskFiles {
    /** A session without a name of its own is called for its block and the time. */
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("-MM_dd_HH_mm", Locale.ROOT);

    /** Scans up to this size, all together, are read whole where storage is a folder: that takes some seconds. */
    private static final long DEEP_UP_TO = 2L << 30;

    /**
     * @param ready sessions without an error
     * @param findings of all files
     */
    public record Sessions(List<Session> ready, List<Finding> findings) {
        public Sessions {
            ready = List.copyOf(ready);
            findings = List.copyOf(findings);
        }

        /**
         * What a command for all sessions does of them: a cancelled one it leaves alone, and says so.
         *
         * @param cancelled names of sessions
         * @return the others, and a finding for each that was left out
         */
        public Sessions withoutThose(Set<String> cancelled) {
            List<Session> others = new ArrayList<>();
            List<Finding> leftAlone = new ArrayList<>();
            for (Session session : ready) {
                if (cancelled.contains(session.sessionName())) {
                    leftAlone.add(cancelled(session));
                } else {
                    others.add(session);
                }
            }
            return new Sessions(others, leftAlone);
        }

        private static Finding cancelled(Session session) {
            return FindingCode.SESSION_CANCELLED.at(
                    Place.of(session.root().prefix()),
                    "session " + session.sessionName() + " was cancelled and is left alone",
                    "symphony queue readmit " + session.sessionName()
                            + " takes it in again; so does a command that names its task file");
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
        return verified(files, Depth.LOGS, (read, all) -> {});
    }

    /** The same, reading more of storage, or less, and telling how far it is. */
    public Sessions verified(List<Path> files, Depth depth, Verifier.Progress progress) throws IOException {
        Verification verification = verification(
                files,
                Verifier.of(workspace.registry(), workspace.store())
                        .in(workspace.directory())
                        .reading(depth)
                        .deepUpTo(workspace.localStorage().isPresent() ? DEEP_UP_TO : 0)
                        .telling(progress));
        return new CheckSurroundings(workspace).of(verification);
    }

    /** Just names, blocks and scans: what is lacking in storage is what a repair is for. */
    public Sessions registryOnly(List<Path> files) throws IOException {
        Verification verification = verification(files, Verifier.ofRegistryOnly(workspace.registry()));
        return new Sessions(verification.sessions(), verification.findings());
    }

    private Verification verification(List<Path> files, Verifier verifier) throws IOException {
        String suffix = SUFFIX.format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
        List<TaskFileReader.Result> read = new ArrayList<>();
        for (Path file : files) {
            read.add(read(file, suffix));
        }
        return verifier.verify(read);
    }

    private TaskFileReader.Result read(Path file, String suffix) throws IOException {
        String shown = workspace.shown(file);
        Optional<Finding> problem = problem(file, shown);
        if (problem.isPresent()) {
            return new TaskFileReader.Result(shown, Optional.empty(), List.of(problem.get()));
        }
        try (InputStream in = Files.newInputStream(file)) {
            // a byte more than is read tells that there are too many, however many there are
            return TaskFileReader.read(shown, in.readNBytes(YamlBounds.SETTINGS.bytes() + 1), suffix);
        } catch (IOException e) {
            return new TaskFileReader.Result(shown, Optional.empty(), List.of(unreadable(shown, "it cannot be read")));
        }
    }

    /** Why a file is not opened at all: what is no file may never end, and a link may lead to what is none of ours. */
    private Optional<Finding> problem(Path file, String shown) throws IOException {
        if (Files.isSymbolicLink(file) && !leadsInside(file)) {
            return Optional.of(FindingCode.FILE_LINKS_OUT.at(
                    Place.of(shown),
                    "the file is a link that leads out of the workspace, or nowhere",
                    "put the task file itself into the folder"));
        }
        if (!Files.exists(file)) {
            throw UserError.usage("there is no task file " + shown);
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of(unreadable(shown, Files.isDirectory(file) ? "it is a folder" : "it is no regular file"));
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of(unreadable(shown, "you may not read it"));
    }

    private boolean leadsInside(Path link) throws IOException {
        try {
            return link.toRealPath().startsWith(workspace.directory().toRealPath());
        } catch (FileSystemException e) {
            return false; // nowhere, or in a circle
        }
    }

    private static Finding unreadable(String file, String why) {
        return FindingCode.FILE_UNREADABLE.at(Place.of(file), why, "give a text file that you may read");
    }
}
