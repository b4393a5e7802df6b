package symphony.worker;

import java.time.Instant;
import java.util.List;
import symphony.core.artifact.Checksum;
import symphony.core.pipeline.Provenance;
import symphony.core.task.Task;
import symphony.worker.program.ProgramSpec;

/**
 * How one run of a program went: what all its outputs' records have in common.
 *
 * @param processDigest of a summary, else empty
 * @param log key of the program's log, or empty
 */
record Making(List<Provenance.Source> inputs, String processDigest, String log, Instant started, Instant finished) {

    Provenance provenance(
            Task task, Seen seen, Checksum checksum, ProgramSpec spec, StageName program, WorkerSettings worker) {
        return new Provenance(
                seen.output().relativeKey(),
                checksum,
                seen.run(),
                task.role(),
                inputs,
                processDigest,
                program.name(),
                program.version(),
                spec.command(),
                task.detectionParams(),
                task.identity().hex(),
                worker.id(),
                worker.host(),
                log,
                started.toString(),
                finished.toString());
    }
}
