package symphony.core.task;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import symphony.core.artifact.Checksum;

/**
 * What makes two tasks the same: role, session root (client, farm, block, session), archive or parts, and run; never
 * retries or parameters.
 *
 * @param hex 32 hexadecimal digits
 */
public record TaskIdentity(String hex) {

    static TaskIdentity of(Task task) {
        Stream<String> pieces = task.role() == Role.PREPROC
                ? task.archives().stream().map(Object::toString)
                : task.parts().stream().map(Object::toString);
        String text = task.role().wireName() + "\n"
                + task.root().prefix() + "\n"
                + pieces.sorted().collect(Collectors.joining(",")) + "\n"
                + String.format(Locale.ROOT, "%d", task.run());
        return new TaskIdentity(
                Checksum.of(text.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 32));
    }

    @Override
    public String toString() {
        return hex;
    }
}
