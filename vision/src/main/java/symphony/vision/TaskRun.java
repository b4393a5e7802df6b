package symphony.vision;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import symphony.core.artifact.MalformedFile;
import symphony.core.geometry.NoGeometry;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;
import symphony.core.stage.StageExit;
import symphony.core.stage.StageFolder;
import symphony.core.task.Task;

/** Runs one task by its built-in stage and says how it ended; nothing a stage does gets past it. */
final class TaskRun {
    private final BuiltinStages stages;
    private final Progress progress;
    private final PrintStream log;

    TaskRun(BuiltinStages stages, Progress progress, PrintStream log) {
        this.stages = stages;
        this.progress = progress;
        this.log = log;
    }

    /** @param taskLine the task as JSON */
    Answer run(StageFolder folder, String taskLine) {
        try {
            Task task = Task.parse(taskLine);
            Stage stage = stages.of(task.role()).orElse(null);
            if (stage == null) {
                return new Answer(StageExit.FAILED, "there is no built-in program for role " + task.role());
            }
            Files.createDirectories(folder.outputs());
            Files.writeString(
                    folder.stage(),
                    Json.pretty(Json.object()
                            .put("name", BuiltinStages.name(task.role()))
                            .put("version", BuiltinStages.VERSION)));
            stage.run(folder, task, progress);
            return Answer.done();
        } catch (BadData | NoGeometry | MalformedFile | MalformedJson e) {
            log.println(e.getMessage());
            return new Answer(StageExit.BAD_DATA, words(e));
        } catch (IOException e) {
            e.printStackTrace(log);
            return unreadable(e);
        } catch (RuntimeException e) {
            e.printStackTrace(log);
            return new Answer(StageExit.FAILED, "failed: " + e.getClass().getSimpleName() + ": " + words(e));
        } catch (OutOfMemoryError e) {
            e.printStackTrace(log);
            return new Answer(
                    StageExit.FAILED, "out of memory; run fewer processes on this machine, or give them more memory");
        } catch (LinkageError e) {
            e.printStackTrace(log);
            return new Answer(
                    StageExit.FAILED,
                    "a library cannot be loaded on this machine: " + words(e) + "; try symphony doctor");
        }
    }

    /** A full disk is no fault of the task and passes; whatever else cannot be read is counted, or it would go on for ever. */
    private static Answer unreadable(IOException e) {
        String words = words(e);
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("too many open files") || lower.contains("quota")) {
            return new Answer(StageExit.TRY_AGAIN, words);
        }
        if (e instanceof NoSuchFileException) {
            return new Answer(StageExit.FAILED, "no such file: " + words);
        }
        if (e instanceof CharacterCodingException) {
            return new Answer(StageExit.BAD_DATA, "an input is not text in UTF-8: " + words);
        }
        return new Answer(StageExit.FAILED, e.getClass().getSimpleName() + ": " + words);
    }

    private static String words(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
