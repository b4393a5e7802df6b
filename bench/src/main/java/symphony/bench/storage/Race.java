package symphony.bench.storage;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import symphony.bench.report.Goal;
import symphony.bench.report.Rounds;
import symphony.bench.report.Sample;
import symphony.bench.report.Samples;
import symphony.bench.report.Section;

/** Transfers of one archive in turn: how fast each is, and what it takes of the cores, the server's part and ours together. */
final class Race {
    private static final double LEAST_OF_BEST = 0.9;

    private final ServerProcess server;
    private final int megabytes;
    private final Rounds contest = new Rounds("MB/s");
    private final Map<String, List<Double>> burnt = new LinkedHashMap<>();

    Race(ServerProcess server, int megabytes) {
        this.server = server;
        this.megabytes = megabytes;
    }

    interface Step {
        void run() throws IOException;
    }

    /** @param after what is not measured */
    Race with(String name, Step transfer, Step after) {
        contest.with(name, () -> {
            long cpu = cpu();
            long begun = System.nanoTime();
            transfer.run();
            double seconds = (System.nanoTime() - begun) / 1e9;
            burnt.computeIfAbsent(name, n -> new ArrayList<>()).add((cpu() - cpu) / 1e6 / megabytes);
            after.run();
            return megabytes / seconds;
        });
        return this;
    }

    private long cpu() {
        long ours =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return ours + server.cpu().toNanos();
    }

    /** @param ours who is held against the best of the others */
    void run(int rounds, Section section, String ours) throws Exception {
        Samples samples = contest.run(rounds);
        samples.all().forEach(section::add);
        burnt.forEach((name, each) ->
                section.add(new Sample(name + ": CPU, server's and client's", "s/GB", each.subList(1, each.size()))));
        double best = samples.all().stream()
                .filter(s -> !s.name().equals(ours))
                .mapToDouble(Sample::median)
                .max()
                .orElseThrow();
        section.add(
                Goal.atLeast("symphony / the library's best", samples.of(ours).median() / best, LEAST_OF_BEST));
        section.note(
                "Server, library and Symphony share this machine's cores; the server runs in a process of its own.");
    }
}
