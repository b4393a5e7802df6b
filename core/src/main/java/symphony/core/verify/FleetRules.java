package symphony.core.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import symphony.core.queue.QueueStatus;
import symphony.core.session.Session;
import symphony.core.task.Role;

/**
 * Whether the roles that a session goes through can be done: by a worker that lives, or by a program of this machine; and
 * whether the whole fleet does them alike.
 */
public final class FleetRules {
    private static final Place FLEET = Place.of("workers");

    /**
     * What keeps a role's program from running here.
     *
     * @param place where it is configured
     * @param what in words that follow the program's role
     */
    public record Unable(Place place, String what) {}

    private FleetRules() {}

    /** From the role that it starts with to the last. */
    public static SortedSet<Role> roles(Session session) {
        return new TreeSet<>(Role.ALL.subList(session.role().ordinal(), Role.ALL.size()));
    }

    /**
     * @param used roles
     * @param unable roles whose program cannot run on this machine
     * @param workers that live; none where no fleet runs
     * @return by role; a role that a worker serves needs no program here
     */
    public static List<Finding> check(
            SortedSet<Role> used, Map<Role, Unable> unable, Collection<QueueStatus.Worker> workers) {
        List<Finding> findings = new ArrayList<>();
        Counted unserved = new Counted();
        for (Role role : used) {
            if (workers.stream().anyMatch(w -> w.roles().contains(role))) {
                continue;
            }
            Optional<Unable> why = Optional.ofNullable(unable.get(role));
            why.ifPresent(u -> findings.add(programMissing(role, u)));
            if (why.isEmpty() && !workers.isEmpty()) {
                unserved.add(role.wireName());
            }
        }
        if (unserved.any()) {
            findings.add(FindingCode.WORKER_MISSING.at(
                    FLEET,
                    "none of the " + workers.size() + " workers that live serves " + unserved.of("role", "roles"),
                    "start one: symphony work --roles "
                            + unserved.toString().replace(" …", "").replace(", ", ",")));
        }
        differing(used, workers).ifPresent(findings::add);
        return findings;
    }

    /** One finding for all roles: a fleet that was brought up to date in part has a single cause. */
    private static Optional<Finding> differing(SortedSet<Role> used, Collection<QueueStatus.Worker> workers) {
        Counted roles = new Counted();
        String example = "";
        for (Role role : used) {
            Map<String, List<String>> hosts = hostsByProgram(role, workers);
            if (hosts.size() > 1) {
                roles.add(role.wireName());
                example = example.isEmpty() ? describe(role, hosts) : example;
            }
        }
        return roles.any()
                ? Optional.of(FindingCode.PROGRAMS_DIFFER.at(
                        FLEET,
                        "workers serve " + roles.of("role", "roles") + " by different programs: " + example,
                        "bring all workers to one version, and start them anew"))
                : Optional.empty();
    }

    /** Workers that do not say what they run are left out: they are older. */
    private static Map<String, List<String>> hostsByProgram(Role role, Collection<QueueStatus.Worker> workers) {
        Map<String, List<String>> hosts = new TreeMap<>();
        for (QueueStatus.Worker worker : workers) {
            String program = worker.programs().get(role);
            if (program != null && worker.roles().contains(role)) {
                hosts.computeIfAbsent(program, p -> new ArrayList<>()).add(worker.host());
            }
        }
        return hosts;
    }

    private static String describe(Role role, Map<String, List<String>> hosts) {
        return hosts.entrySet().stream()
                .map(e -> "'" + e.getKey() + "' on "
                        + Counted.of(new TreeSet<>(e.getValue())).of("host", "hosts"))
                .collect(Collectors.joining(", ", role.wireName() + " by ", ""));
    }

    private static Finding programMissing(Role role, Unable unable) {
        return FindingCode.PROGRAM_MISSING.at(
                unable.place(),
                "the program of role " + role + " " + unable.what(),
                "correct stages." + role + ".run, or start a worker elsewhere that serves " + role);
    }
}
