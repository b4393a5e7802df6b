package symphony.vision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;

/**
 * The built-in stage programs as one executable under the contract of stage programs: {@code serve} answers a task a
 * line, {@code once} does the task in {@code SYMPHONY_TASK_DIR} and exits with its code.
 */
public final class Main {
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream log = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        // stdout carries answers alone: what a library prints goes to the log
        System.setOut(log);
        System.setErr(log);
        TaskRun runner = new TaskRun(BuiltinStages.all(), new ProgressLines(log, System::nanoTime), log);
        String mode = args.length == 1 ? args[0] : "";
        if (mode.equals("serve")) {
            new ServeLoop(runner)
                    .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
        } else if (mode.equals("once")) {
            System.exit(once(runner, log));
        } else {
            log.println("usage: symphony.vision.Main serve | once");
            System.exit(WRONG_USAGE);
        }
    }

    private static int once(TaskRun runner, PrintStream log) {
        String dir = System.getenv(StageFolder.VARIABLE);
        if (dir == null || dir.isEmpty()) {
            log.println("set " + StageFolder.VARIABLE + " to the task's folder");
            return WRONG_USAGE;
        }
        StageFolder folder = new StageFolder(Path.of(dir).toAbsolutePath());
        Answer answer;
        try {
            answer = runner.run(folder, Files.readString(folder.task()));
        } catch (IOException e) {
            answer = new Answer(StageExit.FAILED, folder.task() + " cannot be read: " + e.getMessage());
        }
        if (answer.exit() != StageExit.DONE) {
            log.println(answer.message());
        }
        return answer.exit().code();
    }
}
