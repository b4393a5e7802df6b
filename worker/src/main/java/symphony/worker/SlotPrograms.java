package symphony.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import symphony.core.task.Role;

/** The programs of one slot. Roles that share a command to serve share its process. */
final class SlotPrograms implements AutoCloseable {
    private final Map<Role, ProgramSpec> specs;
    private final Map<List<Object>, Program> running = new HashMap<>();

    SlotPrograms(Map<Role, ProgramSpec> specs) {
        this.specs = specs;
    }

    ProgramSpec spec(Role role) {
        ProgramSpec spec = specs.get(role);
        if (spec == null) {
            throw new IllegalArgumentException("no program for " + role);
        }
        return spec;
    }

    Program of(Role role) {
        ProgramSpec spec = spec(role);
        return switch (spec.mode()) {
            case ONCE -> new OnceProgram();
            case SERVE ->
                running.computeIfAbsent(List.of(spec.command(), spec.environment()), key -> new ServeProgram());
        };
    }

    @Override
    public void close() {
        running.values().forEach(Program::close);
        running.clear();
    }
}
