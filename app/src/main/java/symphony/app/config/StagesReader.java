package symphony.app.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import symphony.core.task.Role;
import symphony.core.yaml.YamlList;
import symphony.core.yaml.YamlMap;
import symphony.core.yaml.YamlNode;

/** Reads {@code stages}: which program runs which role, and what it may take. */
final class StagesReader {
    private static final List<String> KEYS =
            List.of("run", "mode", "timeout", "silence", "restart_after", "restart_memory");

    private final ConfigurationValues values;

    StagesReader(ConfigurationValues values) {
        this.values = values;
    }

    Map<Role, Setting<StageSetting>> read(YamlMap root) {
        Map<Role, Setting<StageSetting>> stages = new EnumMap<>(Role.class);
        root.get("stages").filter(n -> !ConfigurationValues.nothing(n)).ifPresent(node -> {
            for (YamlMap.Entry entry : values.map(node, "stages").entries()) {
                Optional<Role> role = Role.parse(entry.key().text());
                if (role.isEmpty()) {
                    values.error(
                            entry.key().place(), "'" + entry.key().text() + "' is no role", "Roles are " + Role.ALL);
                    continue;
                }
                stage(values.map(entry.value(), entry.key().text()))
                        .ifPresent(
                                s -> stages.put(role.get(), new Setting<>(s, ConfigurationValues.source(entry.key()))));
            }
        });
        return stages;
    }

    private Optional<StageSetting> stage(YamlMap map) {
        values.known(map, KEYS);
        List<String> run = map.get("run").map(this::command).orElse(List.of());
        if (run.isEmpty()) {
            values.error(map.place(), "no program: 'run' is missing", "Say run: [program, argument, …]");
            return Optional.empty();
        }
        String mode = map.get("mode").map(values::scalar).orElse("once");
        if (!mode.equals("once") && !mode.equals("serve")) {
            values.error(map.get("mode").orElseThrow().place(), "mode must be once or serve, found '" + mode + "'", "");
        }
        return Optional.of(new StageSetting(
                run,
                mode.equals("serve"),
                values.inFile(map, "timeout", values::duration, StageSetting.DEFAULT_TIMEOUT),
                values.inFile(map, "silence", values::duration, Duration.ZERO),
                values.inFile(map, "restart_after", values::whole, 0),
                values.inFile(map, "restart_memory", values::bytes, 0L)));
    }

    private List<String> command(YamlNode node) {
        if (node instanceof YamlList list) {
            return list.items().stream().map(values::scalar).toList();
        }
        values.error(node.place(), "must be a list: [program, argument, …], found " + node.describe(), "");
        return List.of("unreadable");
    }
}
