package symphony.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import symphony.app.ByteCount;
import symphony.app.Workspace;

/** Java, memory, disk, and whether a worker could keep a task's files here. */
final class MachineExamination {
    private static final long LEAST_FREE = 5_000_000_000L;
    private static final long LEAST_FILES = 1_024;

    private final Workspace workspace;
    private final Diagnosis diagnosis = new Diagnosis("machine");

    MachineExamination(Workspace workspace) {
        this.workspace = workspace;
    }

    Diagnosis examine() {
        diagnosis.saw("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        diagnosis.saw("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        diagnosis.saw("cores", Runtime.getRuntime().availableProcessors());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            diagnosis.saw("memory", new ByteCount(system.getTotalMemorySize()));
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            openFiles(unix.getMaxFileDescriptorCount());
        }
        scratch(workspace.directory().resolve(".symphony").resolve("work"));
        return diagnosis;
    }

    /** @param most how many a process may have open */
    void openFiles(long most) {
        diagnosis.saw("open_files", most);
        if (most < LEAST_FILES) {
            diagnosis.found(Ailment.OPEN_FILES_FEW.at(
                    "this machine", "a process may open only " + most + " files", "ulimit -n 4096, or LimitNOFILE="));
        }
    }

    private void scratch(Path folder) {
        diagnosis.saw("scratch", workspace.shown(folder));
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, "doctor-", "");
            try {
                Files.write(probe, new byte[1 << 16]);
            } finally {
                Files.delete(probe);
            }
            room(folder, Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            diagnosis.found(Ailment.SCRATCH_NOT_WRITABLE.at(
                    workspace.shown(folder),
                    "no file can be written there: " + e.getMessage(),
                    "give this user the right to write in the workspace, or make room"));
        }
    }

    /** @param free bytes */
    void room(Path folder, long free) {
        diagnosis.saw("free", new ByteCount(free));
        if (free < LEAST_FREE) {
            diagnosis.found(Ailment.DISK_LOW.at(
                    workspace.shown(folder),
                    String.format(Locale.ROOT, "%.1f GB are free; a task takes its inputs and outputs", free / 1e9),
                    "make room, or set worker.scratch_limit so that fewer tasks are taken at a time"));
        }
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }
}
