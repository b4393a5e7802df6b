package symphony.worker.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The command that binds a process to cores: taskset(1) of util-linux. */
final class Taskset {
    static final boolean IS_HERE = LinuxProcess.isHere()
            && Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));

    private Taskset() {}
}
