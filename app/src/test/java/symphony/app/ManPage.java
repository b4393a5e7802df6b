package symphony.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page, in roff's man macros, of one command and all below it. */
final class ManPage {
    private final StringBuilder out = new StringBuilder();

    private ManPage() {}

    static String fileName(String command) {
        return (command.isEmpty() ? "symphony" : "symphony-" + command) + ".1";
    }

    /** @param command the word after {@code symphony}; empty for the whole */
    static String of(String command) {
        ManPage page = new ManPage();
        CommandSpec spec = CommandTree.spec(command.isEmpty() ? List.of() : List.of(command));
        String title = fileName(command).replace(".1", "");
        page.line(".TH " + title.toUpperCase(java.util.Locale.ROOT) + " 1 \"\" \"Symphony\" \"Symphony\"");
        page.section("NAME");
        page.line(text(title) + " \\- " + text(description(spec)));
        page.section("SYNOPSIS");
        page.synopsis(spec);
        page.section("DESCRIPTION");
        page.line(text(description(spec)));
        page.rest(spec);
        if (command.isEmpty()) {
            page.section("COMMANDS");
            page.commands(spec);
        } else {
            page.arguments(spec, ".SH OPTIONS");
            below(spec).forEach(page::part);
        }
        page.examples(spec, ".SH EXAMPLES");
        page.section("EXIT STATUS");
        page.line("0 done; 1 findings or failures, all named; 2 wrong usage.");
        page.section("SEE ALSO");
        page.line(
                command.isEmpty()
                        ? below(spec).stream()
                                .map(c -> "\\fB" + text("symphony-" + c.name()) + "\\fR(1)")
                                .collect(Collectors.joining(",\n"))
                        : "\\fBsymphony\\fR(1)");
        return page.out.toString();
    }

    private static List<CommandSpec> below(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(c -> c.getCommandSpec())
                .filter(c -> !c.usageMessage().hidden())
                .toList();
    }

    private void part(CommandSpec spec) {
        section(spec.qualifiedName(" ").toUpperCase(java.util.Locale.ROOT));
        synopsis(spec);
        line(".PP");
        line(text(description(spec)));
        rest(spec);
        arguments(spec, ".SS Options");
        examples(spec, ".SS Examples");
    }

    private void section(String name) {
        line(".SH " + (name.contains(" ") ? "\"" + text(name) + "\"" : text(name)));
    }

    private void synopsis(CommandSpec spec) {
        String name = spec.qualifiedName(" ");
        String all =
                new Help(spec, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).strip();
        line("\\fB" + text(name) + "\\fR "
                + text(all.substring(name.length()).replaceAll("\\s+", " ").strip()));
    }

    private void commands(CommandSpec spec) {
        for (CommandSpec command : below(spec)) {
            tagged(text(command.name()), description(command));
        }
    }

    private void arguments(CommandSpec spec, String heading) {
        List<ArgSpec> shown = new ArrayList<>(spec.positionalParameters());
        shown.addAll(spec.options());
        shown.removeIf(ArgSpec::hidden);
        line(heading);
        for (ArgSpec argument : shown) {
            String tag = argument instanceof OptionSpec option
                    ? String.join(", ", option.names()) + (option.arity().max() > 0 ? "=" + option.paramLabel() : "")
                    : ((PositionalParamSpec) argument).paramLabel();
            tagged(text(tag), String.join(" ", argument.description()));
        }
    }

    private void tagged(String tag, String description) {
        line(".TP");
        line("\\fB" + tag + "\\fR");
        line(text(description));
    }

    /** What the footer says before its examples. */
    private void rest(CommandSpec spec) {
        List<String> lines = footer(spec);
        lines.subList(0, examplesAt(lines)).stream().filter(l -> !l.isBlank()).forEach(l -> {
            line(".PP");
            line(text(l));
        });
    }

    private void examples(CommandSpec spec, String heading) {
        List<String> lines = footer(spec);
        List<String> examples = lines.subList(Math.min(lines.size(), examplesAt(lines) + 1), lines.size()).stream()
                .takeWhile(l -> !l.isBlank())
                .toList();
        if (!examples.isEmpty()) {
            line(heading);
            line(".nf");
            examples.forEach(e -> line(text(e.strip())));
            line(".fi");
        }
    }

    private static int examplesAt(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("Example")) {
                return i;
            }
        }
        return lines.size();
    }

    private static List<String> footer(CommandSpec spec) {
        return Arrays.asList(spec.usageMessage().footer());
    }

    private static String description(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description());
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** Roff's own characters made harmless; a line of ours never begins with a control character. */
    private static String text(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
