package symphony.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import symphony.app.Surroundings;

/** Loads the classes a short command needs, so that the launcher's archive of them holds them; does nothing. */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Callable<Integer> {
    private final Surroundings around;

    public WarmUpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        return around.home().toString().isEmpty() ? 1 : 0;
    }
}
