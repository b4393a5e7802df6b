package symphony.app.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import symphony.app.session.SessionDues;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.pipeline.Provenance;
import symphony.core.plan.ArtifactStory;
import symphony.core.plan.PlannedTask;

/** An artifact's story as a person reads it. */
final class WhyText {
    private final PrintStream out;

    WhyText(PrintStream out) {
        this.out = out;
    }

    void print(SessionRoot root, ArtifactStory story, SessionDues.Due due) {
        out.println(root.key(story.key()));
        line(state(story));
        due.task().ifPresent(task -> line(due(task, story, due)));
        due.failed()
                .ifPresent(f -> line("failed before: " + f.reason() + (f.log().isEmpty() ? "" : "; log: " + f.log())));
        due.outdated().ifPresent(d -> line("outdated: " + d));
        story.made().ifPresent(made -> {
            made.provenance().ifPresentOrElse(this::print, () -> line("its record cannot be read"));
            line("record: " + root.key(made.record().relativeKey()));
        });
        for (ArtifactStory.Made made : story.earlier()) {
            line("earlier: run " + made.record().run() + ", " + made.record().size() + " bytes, sha256 "
                    + made.record().sha256()
                    + made.provenance()
                            .map(p -> ", made by " + program(p) + " until " + p.finished())
                            .orElse(""));
        }
        story.logs().forEach(log -> line("log: " + root.key(log)));
        out.println();
    }

    private static String state(ArtifactStory story) {
        return switch (story.holding().state()) {
            case ABSENT -> "is not there";
            case SHORT -> story.size() + " bytes, which is not the size that was published";
            case BROKEN -> story.size() + " bytes, which are not those that were published";
            case WHOLE ->
                story.size() + " bytes"
                        + story.made()
                                .map(m -> ", sha256 " + m.record().sha256() + ", run "
                                        + m.record().run())
                                .orElse("; no record: it came by other means, or its worker died before it wrote one");
        };
    }

    private static String due(PlannedTask task, ArtifactStory story, SessionDues.Due due) {
        String what = task.role() == story.role() ? "due" : "waits for " + task.role();
        return what + ": " + task.reason().wireName() + " (" + task.key() + ")"
                + (due.queued() ? "; its task waits or runs" : "; no task waits: symphony repair sends it");
    }

    private void print(Provenance made) {
        line("made by " + program(made) + " on " + made.host() + ", " + made.started() + " to " + made.finished());
        line("worker: " + made.worker());
        line("command: " + String.join(" ", made.command()));
        if (!made.parameters().isEmpty()) {
            var parameters = Json.object();
            made.parameters().forEach(parameters::set);
            line("parameters: " + Json.line(parameters));
        }
        for (Provenance.Source input : made.inputs()) {
            line(String.format(
                    Locale.ROOT,
                    "from %s (%d bytes, sha256 %s)",
                    input.name(),
                    input.checksum().size(),
                    input.checksum().sha256()));
        }
        Optional.of(made.processDigest())
                .filter(d -> !d.isEmpty())
                .ifPresent(d -> line("process artifacts, all together: sha256 " + d));
        Optional.of(made.log()).filter(l -> !l.isEmpty()).ifPresent(l -> line("its log: " + l));
    }

    private static String program(Provenance made) {
        return (made.program() + " " + made.version()).strip();
    }

    private void line(String text) {
        out.println("  " + text);
    }
}
