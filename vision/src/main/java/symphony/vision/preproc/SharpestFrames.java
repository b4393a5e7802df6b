package symphony.vision.preproc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Gives each window its sharpest frame while an archive streams by, in whatever order that holds its frames. */
final class SharpestFrames implements FrameArchive.Frames {
    private record Candidate(Window window, PlacedFrame frame) {}

    private final Map<Long, List<Candidate>> candidates = new HashMap<>();
    private final Set<Long> present = new HashSet<>();
    private final Set<Long> broken = new HashSet<>();
    private int whole;

    SharpestFrames(List<PartFrames> parts) {
        for (PartFrames part : parts) {
            for (int w = 0; w < part.windows().size(); w++) {
                for (PlacedFrame frame : part.candidates().get(w)) {
                    candidates
                            .computeIfAbsent(frame.number(), n -> new ArrayList<>(1))
                            .add(new Candidate(part.windows().get(w), frame));
                }
            }
        }
    }

    @Override
    public boolean wants(long number) {
        present.add(number);
        return candidates.containsKey(number);
    }

    @Override
    public void take(long number, byte[] jpeg) throws IOException {
        OptionalDouble sharpness = Sharpness.of(jpeg);
        if (sharpness.isEmpty()) {
            broken.add(number);
            return;
        }
        whole++;
        for (Candidate c : candidates.getOrDefault(number, List.of())) {
            c.window().offer(c.frame(), sharpness.getAsDouble(), jpeg);
        }
    }

    boolean isPresent(long number) {
        return present.contains(number);
    }

    /** Frames that were looked at and are no whole pictures. */
    boolean isBroken(long number) {
        return broken.contains(number);
    }

    /** How many frames were looked at and are whole. */
    int whole() {
        return whole;
    }
}
