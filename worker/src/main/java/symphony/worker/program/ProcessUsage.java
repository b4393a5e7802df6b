package symphony.worker.program;

/**
 * What a process tree has taken of the machine.
 *
 * @param cpuSeconds processor time so far, of all its processes and of their children that have ended
 * @param memoryBytes resident memory now; 0 where the system does not say
 */
public record ProcessUsage(double cpuSeconds, long memoryBytes) {
    static final ProcessUsage NONE = new ProcessUsage(0, 0);

    ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(cpuSeconds + other.cpuSeconds, memoryBytes + other.memoryBytes);
    }
}
