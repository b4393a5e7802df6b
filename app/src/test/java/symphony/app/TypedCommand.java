package symphony.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a text tells a person to type.
 *
 * @param line where it stands, from 1
 * @param mentioned in a sentence, where what it needs beside its name may be left out; else on a line of its own
 * @param text what follows {@code symphony}, up to a remark, a pipe or a redirection
 */
record TypedCommand(long line, boolean mentioned, String text) {
    private static final Pattern COMMAND =
            Pattern.compile("(`|^ *(?:\\$ |sudo )?(?:\\./)?)symphony ((?:'[^']*'|[^`'>|&;\\n…])+)", Pattern.MULTILINE);

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static List<TypedCommand> in(Path document) throws IOException {
        return in(Files.readString(document));
    }

    static List<TypedCommand> in(String text) {
        List<TypedCommand> found = new ArrayList<>();
        Matcher m = COMMAND.matcher(text);
        while (m.find()) {
            long line = text.substring(0, m.start(2)).lines().count();
            found.add(new TypedCommand(
                    line,
                    m.group(1).equals("`"),
                    m.group(2).split(" {2,}| #")[0].strip()));
        }
        return found;
    }

    /** As a shell would split it. */
    String[] words() {
        List<String> words = new ArrayList<>();
        Matcher m = WORD.matcher(text);
        while (m.find()) {
            words.add(m.group(1) == null ? m.group(2) : m.group(1));
        }
        return words.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return "symphony " + text;
    }
}
