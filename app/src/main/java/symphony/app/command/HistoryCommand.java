package symphony.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.history.CommandLog;
import symphony.app.history.EventLines;
import symphony.app.history.StatusLog;
import symphony.app.history.TaskHistory;
import symphony.app.history.Timeline;
import symphony.app.plot.Plots;
import symphony.app.session.FindSessions;
import symphony.app.terminal.ProgressLine;
import symphony.core.artifact.SessionRoot;
import symphony.core.store.ArtifactStore;
import symphony.core.verify.Finding;

/** {@code symphony history}: who ran what, when and for how long. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Writes who ran what, when and for how long, as CSV; or plots it.",
        footer = {
            "",
            "Tasks are known from the records beside their artifacts, commands from .symphony/history in the workspace:"
                    + " neither is lost with Redis.",
            "",
            "Examples:",
            "  symphony history > history.csv",
            "  symphony history s1 --since 2h",
            "  symphony history --commands --since 2026-11-24",
            "  symphony history s1 --plot plots --log status.csv    SVG and PNG"
        })
public final class HistoryCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Parameters(paramLabel = "SESSION", arity = "0..*", description = "Only tasks of these sessions; default: all.")
    private List<String> sessions = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "What began then or later: 2026-11-24, 2026-11-24T18:30, or a time ago: 30m, 2h, 7d.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "What began before.")
    private @Nullable String until;

    @Option(names = "--tasks", description = "Only tasks.")
    private boolean tasks;

    @Option(names = "--commands", description = "Only operators' commands.")
    private boolean commands;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "Write plots there instead: utilisation, durations by role, and with --log tasks remaining.")
    private @Nullable Path plots;

    @Option(names = "--log", paramLabel = "FILE", description = "What symphony status --log wrote, for the plots.")
    private @Nullable Path log;

    public HistoryCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        if (log != null && plots == null) {
            throw UserError.usage("--log is for plots; say --plot DIR too");
        }
        Instant from = time("--since", since).orElse(Instant.MIN);
        Instant to = time("--until", until).orElse(Instant.MAX);
        try (Workspace workspace = options.open(around);
                Timeline events = new Timeline(from, to)) {
            if (tasks || !commands) {
                enterDone(workspace.store(), events);
            }
            if ((commands || !tasks) && sessions.isEmpty() && plots == null) {
                enterTyped(workspace, events);
            }
            if (plots != null) {
                return plot(workspace, events, from, to);
            }
            if (json) {
                EventLines.json(events, around.out());
            } else {
                EventLines.csv(events, around.out());
            }
            return 0;
        }
    }

    private void enterDone(ArtifactStore store, Timeline events) throws IOException {
        FindSessions find = new FindSessions(store);
        List<SessionRoot> roots = new ArrayList<>();
        for (String session : sessions) {
            roots.addAll(find.known(session));
        }
        if (sessions.isEmpty()) {
            List<Finding> unreadable = new ArrayList<>();
            roots.addAll(find.roots(unreadable));
            unreadable.forEach(f -> around.err().println("symphony: " + f.message()));
        }
        TaskHistory history = new TaskHistory(store);
        ProgressLine progress = new ProgressLine(around.err(), around.terminal(), around.clock());
        for (SessionRoot root : roots) {
            history.of(root, events, read -> {
                if (around.terminal()) {
                    progress.show(root.sessionName() + ": " + read + " records read");
                }
            });
        }
    }

    private void enterTyped(Workspace workspace, Timeline events) throws IOException {
        CommandLog commandLog = new CommandLog(workspace.directory());
        int spoilt = commandLog.read(events);
        if (spoilt > 0) {
            around.err()
                    .println("symphony: " + spoilt + " lines of " + workspace.shown(commandLog.file())
                            + " are no entries; they are passed over");
        }
    }

    private int plot(Workspace workspace, Timeline events, Instant from, Instant to) throws IOException {
        Path folder = around.directory().resolve(plots).normalize();
        List<StatusLog.Sample> samples = log == null
                ? List.of()
                : new StatusLog(around.directory().resolve(log))
                        .read().stream()
                                .filter(s -> !s.at().isBefore(from) && s.at().isBefore(to))
                                .toList();
        List<Path> written = new Plots(events, samples, ZoneId.systemDefault()).write(folder);
        written.forEach(file -> around.out().println(workspace.shown(file)));
        if (written.isEmpty()) {
            throw UserError.failed("nothing was done in that time that could be plotted");
        }
        if (log == null) {
            around.err()
                    .println("symphony: tasks remaining are plotted from what symphony status --log FILE wrote; say"
                            + " --log FILE");
        }
        return 0;
    }

    private Optional<Instant> time(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (text.matches("[0-9]{1,6}[mhd]")) {
                long count = Long.parseLong(text.substring(0, text.length() - 1));
                Duration ago =
                        switch (text.charAt(text.length() - 1)) {
                            case 'm' -> Duration.ofMinutes(count);
                            case 'h' -> Duration.ofHours(count);
                            default -> Duration.ofDays(count);
                        };
                return Optional.of(around.clock().instant().minus(ago));
            }
            if (text.endsWith("Z")) {
                return Optional.of(Instant.parse(text));
            }
            LocalDateTime local = text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
            return Optional.of(local.atZone(ZoneId.systemDefault()).toInstant());
        } catch (DateTimeException e) {
            throw UserError.usage(option + ": '" + text + "' is no time; write 2026-11-24, 2026-11-24T18:30 or 2h");
        }
    }
}
