package symphony.worker.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells of a process under {@code /proc} (proc(5)). A process that has gone has used nothing. */
final class LinuxProcess {
    private static final Path PROC = Path.of("/proc");
    /** sysconf(_SC_CLK_TCK), which is 100 on all Linux that runs a JVM. */
    private static final double TICKS_A_SECOND = 100;

    private LinuxProcess() {}

    static boolean isHere() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** The process and all below it; asks for these alone, where the JDK's own way reads every process of the machine. */
    static List<Long> tree(long pid) {
        List<Long> tree = new ArrayList<>(List.of(pid));
        for (int i = 0; i < tree.size(); i++) {
            tree.addAll(children(tree.get(i)));
        }
        return tree;
    }

    static ProcessUsage usage(long pid) {
        String[] fields = afterName(pid);
        if (fields.length < 15) {
            return ProcessUsage.NONE;
        }
        long ticks = 0;
        for (int i = 11; i < 15; i++) { // utime, stime, cutime, cstime
            ticks += Long.parseLong(fields[i]);
        }
        return new ProcessUsage(ticks / TICKS_A_SECOND, resident(pid));
    }

    /** One letter, for example Z for one that has ended and whose parent has not asked; empty where it has gone. */
    static String state(long pid) {
        String[] fields = afterName(pid);
        return fields.length == 0 ? "" : fields[0];
    }

    /** All processes in whose environment, as they were started, this stands. */
    static List<Long> withEnvironment(String entry) {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .filter(p -> ("\0" + text(p.resolve("environ"))).contains("\0" + entry + "\0"))
                    .map(p -> Long.valueOf(p.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The cores that this process may run on, as {@code taskset} reads them; empty where that is not told. */
    static List<Integer> allowedCores() {
        List<Integer> cores = new ArrayList<>();
        for (String range :
                field("Cpus_allowed_list:", text(PROC.resolve("self/status"))).split(",")) {
            String[] ends = range.strip().split("-");
            if (ends[0].matches("[0-9]{1,5}")) {
                for (int c = Integer.parseInt(ends[0]); c <= Integer.parseInt(ends[ends.length - 1]); c++) {
                    cores.add(c);
                }
            }
        }
        return cores;
    }

    /** The fields of {@code stat} from the state on: before it stands the name, which may hold blanks and brackets. */
    private static String[] afterName(long pid) {
        String stat = text(PROC.resolve(pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    }

    private static List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
            threads.forEach(
                    thread -> Stream.of(text(thread.resolve("children")).strip().split(" "))
                            .filter(child -> !child.isEmpty())
                            .forEach(child -> children.add(Long.valueOf(child))));
        } catch (IOException e) {
            return List.of();
        }
        return children;
    }

    private static long resident(long pid) {
        String kilobytes = field("VmRSS:", text(PROC.resolve(pid + "/status"))).replaceAll("[^0-9]", "");
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    }

    private static String field(String name, String status) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has gone, or is another's
        }
    }
}
