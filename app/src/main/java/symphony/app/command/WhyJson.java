package symphony.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import symphony.app.session.SessionDues;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.plan.ArtifactStory;

/** An artifact's story for scripts. */
final class WhyJson {
    private WhyJson() {}

    static ObjectNode of(SessionRoot root, ArtifactStory story, SessionDues.Due due) {
        ObjectNode json = Json.object();
        json.put("key", root.key(story.key()));
        json.put("session_name", root.sessionName());
        json.put("role", story.role().wireName());
        story.part().ifPresent(p -> json.put("part", p.toString()));
        json.put("state", story.holding().state().name().toLowerCase(Locale.ROOT));
        if (story.size() >= 0) {
            json.put("size", story.size());
        }
        due.task().ifPresent(task -> {
            ObjectNode of = json.putObject("due");
            of.put("role", task.role().wireName()).put("reason", task.reason().wireName());
            of.put("key", task.key()).put("queued", due.queued());
        });
        due.failed().ifPresent(f -> json.putObject("failed")
                .put("reason", f.reason())
                .put("worker", f.worker())
                .put("log", f.log())
                .put("at", f.at()));
        due.outdated().ifPresent(d -> json.put("outdated", d));
        story.made().ifPresent(m -> json.set("made", made(m)));
        story.earlier().forEach(m -> json.withArray("earlier").add(made(m)));
        story.logs().forEach(log -> json.withArray("logs").add(root.key(log)));
        return json;
    }

    private static ObjectNode made(ArtifactStory.Made made) {
        ObjectNode json = Json.object();
        json.put("run", made.record().run());
        json.put("size", made.record().size()).put("sha256", made.record().sha256());
        made.provenance().ifPresent(p -> ((ObjectNode) Json.parse(p.format()))
                .properties()
                .forEach(e -> json.set(e.getKey(), e.getValue())));
        return json;
    }
}
