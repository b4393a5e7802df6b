package symphony.app.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import symphony.app.Surroundings;

/** The browser of whoever types, where there is one. */
public final class Browser {
    private final Surroundings around;
    private final String system;

    public Browser(Surroundings around) {
        this(around, System.getProperty("os.name"));
    }

    Browser(Surroundings around, String system) {
        this.around = around;
        this.system = system.toLowerCase(Locale.ROOT);
    }

    /** @return false where there is none, such as on a server */
    public boolean show(Path page) {
        Optional<List<String>> command = command(page.toUri().toString());
        if (command.isEmpty()) {
            return false;
        }
        try {
            new ProcessBuilder(command.get())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What {@code BROWSER} names, else what the system opens files with. */
    Optional<List<String>> command(String address) {
        Optional<String> chosen = around.variable("BROWSER");
        if (chosen.isPresent()) {
            return Optional.of(List.of(chosen.get(), address));
        }
        if (system.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
        }
        if (system.startsWith("mac")) {
            return Optional.of(List.of("open", address));
        }
        boolean desktop = around.variable("DISPLAY")
                .or(() -> around.variable("WAYLAND_DISPLAY"))
                .isPresent();
        return desktop ? Optional.of(List.of("xdg-open", address)) : Optional.empty();
    }
}
