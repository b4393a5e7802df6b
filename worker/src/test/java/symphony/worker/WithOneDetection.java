package symphony.worker;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.artifact.PartName;
import symphony.core.task.Role;

/** Tests of what programs do: each begins with one detection that waits, for a program of some lines of shell. */
abstract class WithOneDetection {
    static final PartName PART = Vineyard.PARTS.get(0);
    static final Duration FAR = Duration.ofMinutes(1);

    Trial trial;

    @BeforeEach
    void needsAShell(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        trial = new Trial(folder).withMap().withFrames();
        trial.queue.enqueue(List.of(Vineyard.partTask(Role.DETECTION, PART)));
    }
}
