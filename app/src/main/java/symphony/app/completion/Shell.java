package symphony.app.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that can complete {@code symphony}. */
public enum Shell {
    BASH,
    ZSH,
    FISH,
    POWERSHELL;

    /** @param whole the command line with all its commands */
    public String script(CommandLine whole) {
        return switch (this) {
            // zsh reads it too, by its own bashcompinit
            case BASH, ZSH -> AutoComplete.bash("symphony", whole);
            case FISH -> FishScript.of(whole.getCommandSpec());
            case POWERSHELL -> PowerShellScript.of(whole.getCommandSpec());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
