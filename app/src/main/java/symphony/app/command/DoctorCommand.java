package symphony.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.ByteCount;
import symphony.app.Surroundings;
import symphony.app.Table;
import symphony.app.Workspace;
import symphony.app.doctor.ConfigurationSources;
import symphony.app.doctor.Diagnosis;
import symphony.app.doctor.Doctor;
import symphony.core.json.Json;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingsJson;

/** {@code symphony doctor}: what is wrong with this machine and its back ends, and where each setting comes from. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Tries this machine, its Redis, storage, registry and programs; says where each setting comes from.",
        footer = {
            "",
            "Examples:",
            "  symphony doctor",
            "  symphony doctor --json",
            "  symphony doctor --deep        also looks at every key in storage",
            "",
            "It writes a key of its own to Redis and to the storage, and removes it again."
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private WorkspaceOptions options;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    @Option(names = "--deep", description = "Looks at every key in storage.")
    private boolean deep;

    @Option(names = "--strict", description = "Warnings alone exit with 1 too.")
    private boolean strict;

    public DoctorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = options.open(around)) {
            List<ConfigurationSources.Line> settings =
                    ConfigurationSources.of(workspace.configuration(), around.environment());
            List<Diagnosis> diagnoses = new ArrayList<>();
            Doctor doctor = new Doctor(workspace, around.clock(), deep);
            if (json) {
                doctor.examine(diagnoses::add);
                around.out().println(Json.line(json(diagnoses, settings)));
            } else {
                print(settings);
                doctor.examine(diagnosis -> {
                    print(diagnosis);
                    diagnoses.add(diagnosis);
                });
                new FindingsReport(around).print(findings(diagnoses));
                long errors =
                        findings(diagnoses).stream().filter(Finding::isError).count();
                around.out().println(errors + " errors, " + (findings(diagnoses).size() - errors) + " warnings");
            }
            return findings(diagnoses).stream().anyMatch(f -> strict || f.isError()) ? 1 : 0;
        }
    }

    private static List<Finding> findings(List<Diagnosis> diagnoses) {
        return diagnoses.stream().flatMap(d -> d.findings().stream()).toList();
    }

    private void print(List<ConfigurationSources.Line> settings) {
        Table table = new Table("SETTING", "VALUE", "FROM");
        settings.forEach(s -> table.add(s.key(), s.value(), s.source()));
        table.lines().forEach(around.out()::println);
        around.out().println();
    }

    /** As soon as it is made: one that waits for a server which is away may take its time. */
    private void print(Diagnosis diagnosis) {
        around.out()
                .println(diagnosis.subject() + ": "
                        + diagnosis.seen().entrySet().stream()
                                .map(e -> e.getKey().replace('_', ' ') + " " + shown(e.getValue()))
                                .collect(Collectors.joining(", ")));
        around.out().flush();
    }

    private static String shown(Object value) {
        return value instanceof Double decimal ? String.format(Locale.ROOT, "%.2f", decimal) : String.valueOf(value);
    }

    private static void put(ObjectNode node, String what, Object value) {
        if (value instanceof Double decimal) {
            node.put(what, decimal);
        } else if (value instanceof ByteCount size) {
            node.put(what, size.bytes());
        } else if (value instanceof Number whole) {
            node.put(what, whole.longValue());
        } else if (value instanceof Boolean is) {
            node.put(what, is);
        } else {
            node.put(what, String.valueOf(value));
        }
    }

    private static ObjectNode json(List<Diagnosis> diagnoses, List<ConfigurationSources.Line> settings) {
        ObjectNode root = FindingsJson.of(findings(diagnoses));
        ObjectNode seen = root.putObject("seen");
        diagnoses.forEach(d -> {
            ObjectNode of = seen.putObject(d.subject());
            d.seen().forEach((what, value) -> put(of, what, value));
        });
        ArrayNode configuration = root.putArray("configuration");
        settings.forEach(s -> configuration
                .addObject()
                .put("key", s.key())
                .put("value", s.value())
                .put("source", s.source()));
        return root;
    }
}
