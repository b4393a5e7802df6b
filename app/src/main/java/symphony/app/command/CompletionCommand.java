package symphony.app.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import symphony.app.Surroundings;
import symphony.app.completion.Shell;

/** {@code symphony completion SHELL}: the script that lets a shell complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints the completion script of a shell: bash, zsh, fish or powershell.",
        footer = {
            "",
            "Examples, each for new shells to come:",
            "  symphony completion bash > ~/.local/share/bash-completion/completions/symphony",
            "  echo 'autoload -Uz compinit; compinit; source <(symphony completion zsh)' >> ~/.zshrc",
            "  symphony completion fish > ~/.config/fish/completions/symphony.fish",
            "  symphony completion powershell >> $PROFILE"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish or powershell.")
    private Shell shell = Shell.BASH;

    public CompletionCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            around.out().print(shell.script(spec.root().commandLine()));
        }
        return 0;
    }
}
