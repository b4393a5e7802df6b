package symphony.worker.program;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import symphony.core.task.Role;

/** The programs of one slot. Roles that share a command to serve share its process. */
public final class SlotPrograms implements AutoCloseable {
    private final Map<Role, ProgramSpec> specs;
    private final OnceProgram once;
    private final SlotShare share;
    private final Map<List<Object>, Program> serving = new ConcurrentHashMap<>();

    public SlotPrograms(Map<Role, ProgramSpec> specs, SlotShare share) {
        this.specs = specs;
        this.share = share;
        this.once = new OnceProgram(share);
    }

    public Program of(Role role) {
        ProgramSpec spec = specs.get(role);
        if (spec == null) {
            throw new IllegalArgumentException("no program for " + role);
        }
        return switch (spec.mode()) {
            case ONCE -> once;
            case SERVE ->
                serving.computeIfAbsent(List.of(spec.command(), spec.environment()), key -> new ServeProgram(share));
        };
    }

    /** What the slot's processes take of the machine now. */
    public ProcessUsage usage() {
        return serving.values().stream().map(Program::usage).reduce(once.usage(), ProcessUsage::plus);
    }

    @Override
    public void close() {
        serving.values().forEach(Program::close);
        serving.clear();
    }
}
