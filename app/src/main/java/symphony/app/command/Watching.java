package symphony.app.command;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import symphony.app.Surroundings;
import symphony.app.Workspace;
import symphony.app.watch.WatchRepair;
import symphony.app.work.Programs;
import symphony.core.artifact.SessionRoot;
import symphony.core.pipeline.Asked;
import symphony.core.plan.SessionSurvey;

/** Makes the watching repair of a workspace. */
final class Watching {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Watching() {}

    static WatchRepair of(Workspace workspace, Predicate<SessionRoot> wanted, Surroundings around) {
        PrintStream out = around.out();
        Clock clock = around.clock();
        WatchRepair watch = new WatchRepair(
                workspace.store(),
                workspace.queue(),
                survey(workspace),
                wanted,
                ProcessHandle.current().pid() + "-" + UUID.randomUUID(),
                workspace.configuration().lease().value(),
                text -> {
                    out.println(TIME.format(clock.instant()) + " repair: " + text);
                    out.flush();
                },
                clock);
        workspace.beforeLeaving(watch::stop);
        return watch;
    }

    static SessionSurvey survey(Workspace workspace) {
        return new SessionSurvey(workspace.store(), workspace.queue(), asked(workspace));
    }

    static Asked asked(Workspace workspace) {
        return Programs.asked(workspace.configuration(), workspace.directory());
    }
}
