package symphony.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.command.queue.CancelCommand;
import symphony.app.command.queue.LoadCommand;
import symphony.app.command.queue.LsCommand;
import symphony.app.command.queue.MoveCommand;
import symphony.app.command.queue.PauseCommand;
import symphony.app.command.queue.PeekCommand;
import symphony.app.command.queue.PurgeCommand;
import symphony.app.command.queue.ReadmitCommand;
import symphony.app.command.queue.RequeueWorkerCommand;
import symphony.app.command.queue.ResumeCommand;
import symphony.app.command.queue.RetryDeadCommand;
import symphony.app.command.queue.SaveCommand;
import symphony.app.command.queue.WeighCommand;

/** {@code symphony queue}: looks into the queues and operates them. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Looks into the queues and operates them.",
        footer = {
            "",
            "Each change is entered in the history (symphony history --commands).",
            "",
            "Examples:",
            "  symphony queue ls 'detection:*'",
            "  symphony queue peek dlq:s1        dead letters and why they died",
            "  symphony queue pause '*:s1'",
            "  symphony queue retry-dead s1"
        })
public final class QueueCommand implements Callable<Integer> {
    private static final Map<String, Function<Surroundings, Callable<Integer>>> COMMANDS = commands();

    private QueueCommand() {}

    /** The command and all below it. */
    public static CommandLine of(Surroundings around) {
        return of(around, "");
    }

    /** The same, with only that one below it if there is one of that name: constructing them all takes its time. */
    public static CommandLine of(Surroundings around, String name) {
        CommandLine line = new CommandLine(new QueueCommand());
        Function<Surroundings, Callable<Integer>> one = COMMANDS.get(name);
        if (one != null) {
            return line.addSubcommand(one.apply(around));
        }
        COMMANDS.values().forEach(command -> line.addSubcommand(command.apply(around)));
        return line;
    }

    private static Map<String, Function<Surroundings, Callable<Integer>>> commands() {
        Map<String, Function<Surroundings, Callable<Integer>>> commands = new LinkedHashMap<>();
        commands.put("ls", LsCommand::new);
        commands.put("peek", PeekCommand::new);
        commands.put("pause", PauseCommand::new);
        commands.put("resume", ResumeCommand::new);
        commands.put("cancel", CancelCommand::new);
        commands.put("readmit", ReadmitCommand::new);
        commands.put("weigh", WeighCommand::new);
        commands.put("move", MoveCommand::new);
        commands.put("purge", PurgeCommand::new);
        commands.put("save", SaveCommand::new);
        commands.put("load", LoadCommand::new);
        commands.put("retry-dead", RetryDeadCommand::new);
        commands.put("requeue-worker", RequeueWorkerCommand::new);
        return commands;
    }

    @Override
    public Integer call() {
        throw UserError.usage("queue what? ls, peek, pause, retry-dead, …; symphony queue --help tells all");
    }
}
