package symphony.worker.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What of a machine one slot's programs are to use, so that all slots together use no more than there is.
 *
 * @param threads how many a program should compute with: told by the variables that numeric libraries read
 * @param cores the numbers of the cores that its processes are bound to; none: any
 * @param device the GPU it sees, as {@code CUDA_VISIBLE_DEVICES} names it; empty: what the worker sees
 */
public record SlotShare(int threads, List<Integer> cores, String device) {
    /** OpenMP (OpenMP API 5.2, 21.2.2), OpenBLAS, MKL, numexpr; MATLAB and PyTorch follow the first and third. */
    private static final List<String> THREADS =
            List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS");

    static final String DEVICE = "CUDA_VISIBLE_DEVICES";

    /** Everything there is. */
    public static final SlotShare WHOLE = new SlotShare(0, List.of(), "");

    public SlotShare {
        cores = List.copyOf(cores);
    }

    /**
     * Shares a machine among slots: to each as many cores as to any other, those left over to the first, and one device,
     * where there are fewer devices than slots by turns.
     *
     * @param cores their numbers
     * @param bind whether each slot is bound to its cores; where slots are more than cores none is
     */
    public static List<SlotShare> divide(int slots, List<Integer> cores, boolean bind, List<String> devices) {
        List<SlotShare> shares = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            int from = (int) ((long) cores.size() * slot / slots);
            int to = (int) ((long) cores.size() * (slot + 1) / slots);
            List<Integer> own = bind && slots <= cores.size() ? cores.subList(from, to) : List.of();
            String device = devices.isEmpty() ? "" : devices.get(slot % devices.size());
            shares.add(new SlotShare(Math.max(1, cores.size() / slots), own, device));
        }
        return shares;
    }

    /** The cores that this process may use: their numbers on Linux, elsewhere as many from 0. */
    public static List<Integer> coresOfThisMachine() {
        List<Integer> told = LinuxProcess.isHere() ? LinuxProcess.allowedCores() : List.of();
        int available = Runtime.getRuntime().availableProcessors();
        // a container's share of processor time is told by the second alone
        return told.size() > available || told.isEmpty()
                ? java.util.stream.IntStream.range(0, available)
                        .mapToObj(i -> told.isEmpty() ? i : told.get(i))
                        .toList()
                : told;
    }

    /** The command as it is started: bound to the slot's cores where the system can ({@code taskset}, on Linux). */
    List<String> bound(List<String> command) {
        if (cores.isEmpty() || !Taskset.IS_HERE) {
            return command;
        }
        List<String> bound = new ArrayList<>(
                List.of("taskset", "-c", cores.stream().map(String::valueOf).collect(Collectors.joining(","))));
        bound.addAll(command);
        return bound;
    }

    /** What is set already stays: whoever set it knows the program. */
    void apply(Map<String, String> environment) {
        if (threads > 0) {
            THREADS.forEach(name -> environment.putIfAbsent(name, String.valueOf(threads)));
        }
        if (!device.isEmpty()) {
            environment.put(DEVICE, device);
        }
    }
}
