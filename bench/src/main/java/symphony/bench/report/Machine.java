package symphony.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where a benchmark ran.
 *
 * @param cpu the processor's name, as far as the system tells
 * @param memoryGib of the machine
 * @param load runnable processes on average over the last minute, before the benchmark began; negative where unknown
 */
public record Machine(String cpu, int cores, long memoryGib, String system, String java, double load) {

    public static Machine here() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() >> 30
                        : 0;
        return new Machine(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether others were at work on it, so that only ratios mean something. */
    public boolean busy() {
        return load > 0.25 * cores;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %d GiB, %s, %s; load before: %.2f%s",
                cores,
                cpu,
                memoryGib,
                system,
                java,
                load,
                busy() ? " (others were at work: trust ratios, not rates)" : "");
    }

    private static String cpuName() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            return lines.stream()
                    .filter(l -> l.startsWith("model name"))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
