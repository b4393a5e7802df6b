package symphony.app.completion;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Completion for PowerShell 5.1 and newer: a table of what can follow each command, and one completer that reads it. */
final class PowerShellScript {
    private static final String HEAD =
            """
            # Completion of symphony for PowerShell; symphony completion powershell writes it.
            Register-ArgumentCompleter -Native -CommandName 'symphony', 'symphony.cmd' -ScriptBlock {
                param($word, $line, $cursor)
                $offers = @{
            """;
    private static final String TAIL =
            """
                }
                $path = ''
                foreach ($element in @($line.CommandElements | Select-Object -Skip 1)) {
                    if ($element.Extent.EndOffset -ge $cursor) { break }
                    $next = "$path $element".Trim()
                    if ($offers.ContainsKey($next)) { $path = $next }
                }
                foreach ($offer in $offers[$path].GetEnumerator()) {
                    if ($offer.Key -like "$word*") {
                        [System.Management.Automation.CompletionResult]::new(
                            $offer.Key, $offer.Key, 'ParameterValue', $offer.Value)
                    }
                }
            }
            """;

    private PowerShellScript() {}

    static String of(CommandSpec root) {
        StringBuilder out = new StringBuilder(HEAD);
        for (Offers at : Offers.of(root)) {
            Map<String, String> all = new LinkedHashMap<>(at.commands());
            at.options().forEach(option -> all.put(option.name(), option.description()));
            out.append("        ").append(quoted(at.path())).append(" = [ordered]@{\n");
            all.forEach((name, does) -> out.append("            ")
                    .append(quoted(name))
                    .append(" = ")
                    .append(quoted(does.isEmpty() ? name : does))
                    .append('\n'));
            out.append("        }\n");
        }
        return out.append(TAIL).toString();
    }

    /** PowerShell takes curly quotes for straight ones, so they are doubled as well. */
    private static String quoted(String text) {
        return "'" + text.replaceAll("(['\u2018\u2019])", "$1$1") + "'";
    }
}
