package symphony.app.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import symphony.core.queue.QueueUnavailable;

/**
 * A full screen that is drawn anew twice a second, sending only what changed. Leaves on {@code q}, Ctrl-C or the end of
 * the input, and puts the terminal back as it was.
 */
public final class LiveScreen {
    private static final long REFRESH_MILLIS = 500;

    private LiveScreen() {}

    /** @param lines what to show in the room there is; asked at each refresh. That the queues are away is shown, not thrown. */
    public static void show(Function<Room, List<String>> lines) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            Attributes before = terminal.enterRawMode();
            Thread restore = new Thread(() -> leave(terminal, before));
            Runtime.getRuntime().addShutdownHook(restore);
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.cursor_invisible);
            terminal.flush();
            try {
                loop(terminal, lines);
            } finally {
                leave(terminal, before);
                Runtime.getRuntime().removeShutdownHook(restore);
            }
        } catch (IllegalStateException shuttingDown) {
            // the hook restores the terminal
        }
    }

    private static void loop(Terminal terminal, Function<Room, List<String>> lines) throws IOException {
        Display display = new Display(terminal, true);
        List<String> shown = List.of();
        while (true) {
            Size size = Size.of(
                    Math.max(terminal.getSize().getColumns(), 20),
                    Math.max(terminal.getSize().getRows(), 5));
            List<String> now = look(lines, new Room(size.getColumns() - 1, size.getRows() - 2), shown);
            shown = now;
            display.resize(size);
            display.update(fit(now, size.getColumns(), size.getRows()), 0);
            int key = terminal.reader().read(REFRESH_MILLIS);
            if (key == 'q' || key == 3 || key == NonBlockingReader.EOF) {
                return;
            }
        }
    }

    private static List<String> look(Function<Room, List<String>> lines, Room room, List<String> before) {
        try {
            return lines.apply(room);
        } catch (QueueUnavailable e) {
            List<String> away = new ArrayList<>(List.of(e.getMessage(), "", "Last seen:"));
            away.addAll(before.size() > 3 && before.contains("Last seen:") ? before.subList(3, before.size()) : before);
            return away;
        }
    }

    private static List<AttributedString> fit(List<String> lines, int width, int height) {
        List<AttributedString> fitted = new ArrayList<>();
        int room = height - 2;
        for (String line : lines.subList(0, Math.min(lines.size(), room))) {
            fitted.add(AttributedString.fromAnsi(line).columnSubSequence(0, width - 1));
        }
        if (lines.size() > room) {
            fitted.add(new AttributedString("… " + (lines.size() - room) + " more lines"));
        }
        while (fitted.size() < height - 1) {
            fitted.add(AttributedString.EMPTY);
        }
        fitted.add(new AttributedString("q leaves"));
        return fitted;
    }

    private static void leave(Terminal terminal, Attributes before) {
        terminal.setAttributes(before);
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
    }
}
