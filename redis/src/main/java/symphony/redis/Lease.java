package symphony.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import symphony.core.queue.Claim;

/**
 * What a worker believes to hold: per slot its claim, and the token of a claim whose answer it awaits. Tokens are made
 * here, so that a claim can be asked for again after a broken connection and stays the same claim. Not safe for threads.
 */
final class Lease {
    private final String tokens;
    private final Map<Integer, Claim> held = new HashMap<>();
    private final Map<Integer, String> awaited = new HashMap<>();
    private final Set<Claim> lost = new HashSet<>();
    private long sequence;

    Lease(String worker) {
        this.tokens = worker.replaceAll("\\s", "_") + "-";
    }

    /** The token to ask with: a new one, or that of the question that got no answer. */
    String ask(int slot) {
        return awaited.computeIfAbsent(slot, s -> tokens + ++sequence);
    }

    void answered(int slot) {
        awaited.remove(slot);
    }

    boolean awaits(int slot) {
        return awaited.containsKey(slot);
    }

    Optional<Claim> in(int slot) {
        return Optional.ofNullable(held.get(slot));
    }

    boolean holds(Claim claim) {
        return in(claim.slot()).filter(c -> c.token().equals(claim.token())).isPresent();
    }

    void hold(Claim claim) {
        held.put(claim.slot(), claim);
    }

    void drop(Claim claim) {
        held.remove(claim.slot(), claim);
    }

    /** Notes that Redis no longer knows the claims of these slots. */
    void lose(Collection<String> slots) {
        for (String slot : slots) {
            in(Integer.parseInt(slot)).ifPresent(claim -> {
                drop(claim);
                lost.add(claim);
            });
        }
    }

    /** The claims lost since last asked. */
    Set<Claim> takeLost() {
        Set<Claim> taken = Set.copyOf(lost);
        lost.clear();
        return taken;
    }

    /** For {@code register.lua}: slot, token, queue, line, identities, identity. */
    List<String> declaration() {
        List<String> arguments = new ArrayList<>();
        for (Claim c : held.values()) {
            arguments.addAll(List.of(
                    Integer.toString(c.slot()),
                    c.token(),
                    c.queue().text(),
                    c.line(),
                    Keys.identities(c.queue()),
                    c.task().identity().hex()));
        }
        return arguments;
    }

    /** For {@code renew.lua}: slot, token, queue, awaited token, identities, identity. */
    List<String> roll() {
        Set<Integer> slots = new TreeSet<>(held.keySet());
        slots.addAll(awaited.keySet());
        List<String> arguments = new ArrayList<>();
        for (int slot : slots) {
            Optional<Claim> claim = in(slot);
            arguments.addAll(List.of(
                    Integer.toString(slot),
                    claim.map(Claim::token).orElse(""),
                    claim.map(c -> c.queue().text()).orElse(""),
                    awaited.getOrDefault(slot, ""),
                    claim.map(c -> Keys.identities(c.queue())).orElse(""),
                    claim.map(c -> c.task().identity().hex()).orElse("")));
        }
        return arguments;
    }
}
