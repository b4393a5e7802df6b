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
 * What a worker believes to hold: per place its claim, and the token of a claim whose answer it awaits. Tokens are made
 * here, so that a claim can be asked for again after a broken connection and stays the same claim. Not safe for threads.
 */
final class Lease {
    private final String tokens;
    private final Map<Integer, Claim> held = new HashMap<>();
    private final Map<Integer, String> awaited = new HashMap<>();
    /** Tokens of claims whose tasks were tried before. */
    private final Set<String> tried = new HashSet<>();

    private final Set<Claim> lost = new HashSet<>();
    private long sequence;

    Lease(String worker) {
        this.tokens = worker.replaceAll("\\s", "_") + "-";
    }

    /** The token to ask with: a new one, or that of the question that got no answer. */
    String ask(int place) {
        return awaited.computeIfAbsent(place, p -> tokens + ++sequence);
    }

    void answered(int place) {
        awaited.remove(place);
    }

    boolean awaits(int place) {
        return awaited.containsKey(place);
    }

    Optional<Claim> in(int place) {
        return Optional.ofNullable(held.get(place));
    }

    boolean holds(Claim claim) {
        return in(claim.place()).filter(c -> c.token().equals(claim.token())).isPresent();
    }

    /** @param triedBefore whether Redis keeps attempts of it, which have to go with it */
    void hold(Claim claim, boolean triedBefore) {
        held.put(claim.place(), claim);
        if (triedBefore) {
            tried.add(claim.token());
        }
    }

    boolean triedBefore(Claim claim) {
        return tried.contains(claim.token());
    }

    void drop(Claim claim) {
        held.remove(claim.place(), claim);
        tried.remove(claim.token());
    }

    boolean holdsALoneOneBeside(Collection<Claim> others) {
        return held.values().stream().anyMatch(claim -> claim.alone() && !others.contains(claim));
    }

    /** Grows with each claim of a worker. */
    static long sequence(Claim claim) {
        return Long.parseLong(claim.token().substring(claim.token().lastIndexOf('-') + 1));
    }

    int size() {
        return held.size();
    }

    /** Notes that Redis no longer knows the claims of these places. */
    void lose(Collection<String> places) {
        for (String place : places) {
            in(Integer.parseInt(place)).ifPresent(claim -> {
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

    /** For {@code register.lua}: place, token, queue, line, identities, identity. */
    List<String> declaration() {
        List<String> arguments = new ArrayList<>();
        for (Claim c : held.values()) {
            arguments.addAll(List.of(
                    Integer.toString(c.place()),
                    c.token(),
                    c.queue().text(),
                    c.line(),
                    Keys.identities(c.queue()),
                    c.task().identity().hex()));
        }
        return arguments;
    }

    /** For {@code renew.lua}: place, token, queue, awaited token, identities, identity. */
    List<String> roll() {
        Set<Integer> places = new TreeSet<>(held.keySet());
        places.addAll(awaited.keySet());
        List<String> arguments = new ArrayList<>();
        for (int place : places) {
            Optional<Claim> claim = in(place);
            arguments.addAll(List.of(
                    Integer.toString(place),
                    claim.map(Claim::token).orElse(""),
                    claim.map(c -> c.queue().text()).orElse(""),
                    awaited.getOrDefault(place, ""),
                    claim.map(c -> Keys.identities(c.queue())).orElse(""),
                    claim.map(c -> c.task().identity().hex()).orElse("")));
        }
        return arguments;
    }
}
