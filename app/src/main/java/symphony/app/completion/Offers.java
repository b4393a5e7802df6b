package symphony.app.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can follow one command.
 *
 * @param path the command's words after {@code symphony}, joined by blanks; empty for the whole
 * @param commands names of the commands below it, each with what it does
 */
record Offers(String path, Map<String, String> commands, List<Choice> options) {
    /**
     * One option.
     *
     * @param values the few values it takes, as far as they are known
     * @param file whether its value is a file or folder
     */
    record Choice(String name, String description, boolean takesValue, List<String> values, boolean file) {}

    /** Of the whole command line, each command before those below it. */
    static List<Offers> of(CommandSpec root) {
        List<Offers> all = new ArrayList<>();
        collect(root, "", all);
        return all;
    }

    private static void collect(CommandSpec spec, String path, List<Offers> all) {
        Map<String, String> commands = new TreeMap<>();
        List<CommandLine> below = new ArrayList<>();
        spec.subcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                commands.put(name, first(command.getCommandSpec().usageMessage().description()));
                below.add(command);
            }
        });
        List<Choice> options = spec.options().stream()
                .filter(o -> !o.hidden())
                .map(Offers::choice)
                .toList();
        all.add(new Offers(path, commands, options));
        for (CommandLine command : below) {
            String name = command.getCommandSpec().name();
            collect(command.getCommandSpec(), path.isEmpty() ? name : path + " " + name, all);
        }
    }

    private static Choice choice(OptionSpec option) {
        List<String> values = new ArrayList<>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(values::add);
        }
        return new Choice(
                option.longestName(),
                first(option.description()),
                option.arity().max() > 0,
                List.copyOf(values),
                java.nio.file.Path.class.isAssignableFrom(option.typeInfo().getType()));
    }

    /** The first sentence is enough for a list. */
    private static String first(String[] description) {
        String text = description.length == 0 ? "" : description[0];
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end + 1)).replaceAll("\\s+", " ");
    }
}
