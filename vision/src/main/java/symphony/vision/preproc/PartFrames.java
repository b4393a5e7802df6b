package symphony.vision.preproc;

import java.nio.file.Path;
import java.util.List;
import symphony.core.artifact.RowPart;

/**
 * One row part while its archive is read.
 *
 * @param frames all frames that the log names for it, in the order of time
 * @param candidates the frames of each window
 * @param windows one for each list of candidates
 */
record PartFrames(RowPart part, List<PlacedFrame> frames, List<List<PlacedFrame>> candidates, List<Window> windows) {
    PartFrames {
        frames = List.copyOf(frames);
        candidates = List.copyOf(candidates);
        windows = List.copyOf(windows);
    }

    /**
     * @param spacing metres between the frames kept
     * @param spool a folder for pictures that wait
     */
    static PartFrames of(RowPart part, List<PlacedFrame> frames, double spacing, Path spool) {
        List<List<PlacedFrame>> candidates = FrameWindows.of(frames, spacing);
        List<Window> windows = candidates.stream()
                .map(c -> new Window(spool.resolve(part.name() + "-" + c.get(0).number() + ".jpg")))
                .toList();
        return new PartFrames(part, frames, candidates, windows);
    }
}
