package symphony.vision.preproc;

import java.util.ArrayList;
import java.util.List;

/** Cuts a drive along a row into windows of equal length; of each window one frame is kept. */
final class FrameWindows {
    private FrameWindows() {}

    /**
     * Windows lie on one grid for the whole row, so parts that join at an archive's border share no place. Time spent
     * standing adds no window; driving back and forth again over a place neither, for only frames at the furthest place
     * yet are candidates.
     *
     * @param frames in the order of time
     * @param spacing metres, the length of a window
     * @return the candidates of each window, in the order of time; no window is empty
     */
    static List<List<PlacedFrame>> of(List<PlacedFrame> frames, double spacing) {
        if (frames.isEmpty()) {
            return List.of();
        }
        double first = frames.get(0).along();
        double last = frames.get(frames.size() - 1).along();
        int sign = last < first ? -1 : 1;
        List<List<PlacedFrame>> windows = new ArrayList<>();
        long furthest = Long.MIN_VALUE;
        for (PlacedFrame frame : frames) {
            long window = (long) Math.floor(sign * frame.along() / spacing);
            if (window > furthest) {
                furthest = window;
                windows.add(new ArrayList<>());
            }
            if (window == furthest) {
                windows.get(windows.size() - 1).add(frame);
            }
        }
        return windows;
    }
}
