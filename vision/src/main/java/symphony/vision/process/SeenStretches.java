package symphony.vision.process;

import java.util.ArrayList;
import java.util.List;
import symphony.vision.process.PartNotes.Stretch;

/** What of the row was before the camera: half a view to either side would be shown too few times to be counted. */
final class SeenStretches {
    /** Metres; a wider gap is one, however wide the view. */
    private static final double WIDEST_REACH = 0.5;

    private SeenStretches() {}

    /** @param view metres that an image spans */
    static List<Stretch> of(List<SelectedFrame> frames, double view) {
        double reach = Math.min(view / 4, WIDEST_REACH);
        double[] along =
                frames.stream().mapToDouble(SelectedFrame::along).sorted().toArray();
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < along.length; ) {
            int last = i;
            while (last + 1 < along.length && along[last + 1] - along[last] <= 2 * reach) {
                last++;
            }
            stretches.add(new Stretch(along[i] - reach, along[last] + reach));
            i = last + 1;
        }
        return stretches;
    }
}
