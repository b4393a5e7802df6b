package symphony.worker;

import symphony.core.queue.Claim;
import symphony.core.task.Task;

/** How the log of one attempt is called: role, what it was of, which attempt, and what makes it unique. */
final class LogFile {
    private static final int TOKEN_CHARS = 12;

    private LogFile() {}

    static String name(Claim claim) {
        Task task = claim.task();
        String subject =
                switch (task.role()) {
                    case RVM, POSTPROCESS -> "";
                    case PREPROC -> "-" + task.archives().get(0).fileName().replace(".tar.gz", "");
                    case DETECTION, PROCESS -> "-" + task.parts().get(0);
                };
        String token = claim.token().replaceAll("[^A-Za-z0-9]", "");
        String end = token.substring(Math.max(0, token.length() - TOKEN_CHARS));
        return task.role() + subject + "-" + (task.numRetries() + 1) + "-" + end + ".log";
    }
}
