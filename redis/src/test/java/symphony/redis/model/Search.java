package symphony.redis.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Visits every state that can be reached, breadth first, so that what breaks an invariant is told by a shortest history.
 * Then holds that from every state all is settled in the end, whatever order the steps come in that are no faults.
 */
final class Search {
    /**
     * What was found.
     *
     * @param broken an invariant's name, or {@code STUCK}
     * @param history the steps that lead there
     */
    record Result(
            int states, long transitions, Map<String, Long> taken, Optional<String> broken, List<String> history) {}

    private static final int ROOT = -1;

    private final Bounds bounds;
    private final Scripts scripts;
    private final Steps steps;

    private final Map<String, Integer> known = new HashMap<>();
    private final Deque<State> open = new ArrayDeque<>();
    private final List<String> by = new ArrayList<>();
    private final Map<String, Long> taken = new TreeMap<>();
    private final BitSet settled = new BitSet();
    private int[] parent = new int[1 << 16];
    /** Steps that are no faults, as pairs of from and to. */
    private int[] edges = new int[1 << 20];

    private int edgeCount;
    private long transitions;
    private int broken = ROOT;
    private String why = "";

    Search(Bounds bounds, Mutation mutation) {
        this.bounds = bounds;
        this.scripts = new Scripts(bounds, mutation);
        this.steps = new Steps(bounds, scripts);
    }

    Result run() {
        visit(new State(bounds), ROOT, "begin");
        for (int from = 0; !open.isEmpty() && broken == ROOT; from++) {
            int at = from;
            steps.from(open.remove(), step -> {
                transitions++;
                taken.merge(step.name(), 1L, Long::sum);
                int to = visit(step.to(), at, step.name());
                if (!step.fault() && to != at) {
                    edge(at, to);
                }
            });
        }
        if (broken == ROOT) {
            findStuck();
        }
        return new Result(
                by.size(),
                transitions,
                taken,
                broken == ROOT ? Optional.empty() : Optional.of(why),
                broken == ROOT ? List.of() : history(broken));
    }

    private int visit(State state, int from, String step) {
        String key = state.key();
        Integer before = known.get(key);
        if (before != null) {
            return before;
        }
        int number = by.size();
        known.put(key, number);
        by.add(step);
        if (number == parent.length) {
            parent = Arrays.copyOf(parent, 2 * number);
        }
        parent[number] = from;
        open.add(state);
        if (Invariant.isSettled(state)) {
            settled.set(number);
        }
        if (broken == ROOT) {
            Invariant.broken(state, scripts).ifPresent(invariant -> {
                broken = number;
                why = invariant.name();
            });
        }
        return number;
    }

    private void edge(int from, int to) {
        if (edgeCount + 2 > edges.length) {
            edges = Arrays.copyOf(edges, 2 * edges.length);
        }
        edges[edgeCount++] = from;
        edges[edgeCount++] = to;
    }

    /** A state from which no settled one can be reached without another fault. */
    private void findStuck() {
        int[] first = new int[by.size() + 1];
        for (int e = 0; e < edgeCount; e += 2) {
            first[edges[e + 1] + 1]++;
        }
        for (int i = 0; i < by.size(); i++) {
            first[i + 1] += first[i];
        }
        int[] next = Arrays.copyOf(first, first.length);
        int[] from = new int[edgeCount / 2];
        for (int e = 0; e < edgeCount; e += 2) {
            from[next[edges[e + 1]]++] = edges[e];
        }
        BitSet good = (BitSet) settled.clone();
        Deque<Integer> border = new ArrayDeque<>();
        settled.stream().forEach(border::add);
        while (!border.isEmpty()) {
            int to = border.remove();
            for (int i = first[to]; i < first[to + 1]; i++) {
                if (!good.get(from[i])) {
                    good.set(from[i]);
                    border.add(from[i]);
                }
            }
        }
        int stuck = good.nextClearBit(0);
        if (stuck < by.size()) {
            broken = stuck;
            why = "STUCK";
        }
    }

    private List<String> history(int state) {
        Deque<String> steps = new ArrayDeque<>();
        for (int at = state; at != ROOT; at = parent[at]) {
            steps.push(by.get(at));
        }
        return List.copyOf(steps);
    }
}
