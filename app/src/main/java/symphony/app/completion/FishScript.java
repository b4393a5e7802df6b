package symphony.app.completion;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Completion for fish: one {@code complete} line for each thing that can be said. */
final class FishScript {
    private static final String HEAD =
            """
            # Completion of symphony for fish; symphony completion fish writes it.
            # Whether the words so far, options left out, begin with these (and are no more, after --only).
            function __symphony_at
                set -l only no
                if test "$argv[1]" = --only
                    set only yes
                    set -e argv[1]
                end
                set -l words
                for word in (commandline -opc)[2..-1]
                    string match -q -- '-*' $word; or set -a words $word
                end
                set -l n (count $argv)
                test (count $words) -ge $n; or return 1
                test $only = no -o (count $words) -eq $n; or return 1
                test $n -eq 0; or test "$words[1..$n]" = "$argv"
            end

            complete -c symphony -e
            """;

    private FishScript() {}

    static String of(CommandSpec root) {
        StringBuilder out = new StringBuilder(HEAD);
        for (Offers at : Offers.of(root)) {
            at.commands().forEach((name, does) -> out.append("complete -c symphony -f -n ")
                    .append(quoted(("__symphony_at --only " + at.path()).strip()))
                    .append(" -a ")
                    .append(name)
                    .append(" -d ")
                    .append(quoted(does))
                    .append('\n'));
            at.options().forEach(option -> out.append(line(at.path(), option)));
        }
        return out.toString();
    }

    private static String line(String path, Offers.Choice option) {
        String when = path.isEmpty() ? "__symphony_at --only" : "__symphony_at " + path;
        return "complete -c symphony -n " + quoted(when) + " -l "
                + option.name().substring(2) + value(option) + " -d " + quoted(option.description()) + "\n";
    }

    private static String value(Offers.Choice option) {
        if (!option.takesValue()) {
            return "";
        }
        List<String> values = option.values();
        if (!values.isEmpty()) {
            return " -x -a " + quoted(String.join(" ", values));
        }
        return option.file() ? " -r -F" : " -x";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
