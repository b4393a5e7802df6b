package symphony.core.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import symphony.core.artifact.Checksum;

/**
 * What makes two tasks the same: role, session root (client, farm, block, session), archive or parts, and run; never
 * retries or parameters.
 *
 * @param hex 32 hexadecimal digits
 */
public record TaskIdentity(String hex) {

    static TaskIdentity of(Task task) {
        List<String> pieces = new ArrayList<>();
        if (task.role() == Role.PREPROC) {
            task.archives().forEach(archive -> pieces.add(archive.toString()));
        } else {
            task.parts().forEach(part -> pieces.add(part.toString()));
        }
        Collections.sort(pieces);
        String text = task.role().wireName() + "\n" + task.root().prefix() + "\n" + String.join(",", pieces) + "\n"
                + task.run();
        return new TaskIdentity(
                Checksum.of(text.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 32));
    }

    @Override
    public String toString() {
        return hex;
    }
}
