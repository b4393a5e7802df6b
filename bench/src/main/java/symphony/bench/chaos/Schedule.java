package symphony.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import symphony.core.json.Json;

/** Which faults happen when: all of it follows from the seed, or is read from the log of an earlier run. */
record Schedule(Setting setting, List<Planned> faults) {
    private static final double SHORTEST = 0.3;

    /** The size of a run. */
    record Setting(int tasks, int kills, long seed, int workers, int slots, long leaseMillis) {}

    /**
     * A fault to come.
     *
     * @param after it happens once so much of all artifacts is there, 0 to 1
     * @param target picks the worker, program or file, 0 to 1
     * @param leases how long it lasts, in leases
     */
    record Planned(Fault fault, double after, double target, double leases) {}

    Schedule {
        faults = List.copyOf(faults);
    }

    /** Each kind once, in any order, as far as so many are asked for; then what comes. */
    static Schedule of(Setting setting) {
        Random random = new Random(setting.seed());
        List<Fault> kinds = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(kinds, random);
        return of(setting, i -> i < kinds.size() ? kinds.get(i) : Fault.any(random), random);
    }

    /** One kind of fault again and again. */
    static Schedule only(Fault fault, Setting setting) {
        return of(setting, i -> fault, new Random(setting.seed()));
    }

    private static Schedule of(Setting setting, IntFunction<Fault> kind, Random random) {
        List<Planned> faults = new ArrayList<>();
        for (int i = 0; i < setting.kills(); i++) {
            double after = (i + random.nextDouble()) / (setting.kills() + 1);
            faults.add(new Planned(kind.apply(i), after, random.nextDouble(), SHORTEST + random.nextDouble() * 1.5));
        }
        return new Schedule(setting, faults);
    }

    /** Reads what {@link EventLog} wrote. */
    static Schedule replay(Path log) throws IOException {
        List<Planned> faults = new ArrayList<>();
        Setting setting = new Setting(0, 0, 0, 0, 0, 0);
        for (String line : Files.readAllLines(log)) {
            JsonNode json = Json.parse(line);
            switch (json.get("event").asText()) {
                case "begin" ->
                    setting = new Setting(
                            json.get("tasks").asInt(),
                            json.get("kills").asInt(),
                            json.get("seed").asLong(),
                            json.get("workers").asInt(),
                            json.get("slots").asInt(),
                            json.get("lease_ms").asLong());
                case "fault" ->
                    faults.add(new Planned(
                            Fault.valueOf(json.get("fault").asText()),
                            json.get("after").asDouble(),
                            json.get("target").asDouble(),
                            json.get("leases").asDouble()));
                default -> {
                    continue;
                }
            }
        }
        return new Schedule(setting, faults);
    }
}
