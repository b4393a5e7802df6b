package symphony.vision.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import symphony.core.registry.GeoPoint;

/** A satellite receiver: a constant error, a slowly wandering one, and a fix that is repeated until the next. */
final class Receiver {
    /** Seconds over which the wandering error is forgotten. */
    private static final double MEMORY = 20;

    private static final double JITTER = 0.01;

    private Receiver() {}

    /** The position that is logged for each pose. */
    static List<GeoPoint> fixes(List<Pose> poses, LocalPlane plane, SimulatorSettings settings) {
        Random random = new Random(settings.seed() * 53 + 11);
        double turn = random.nextDouble() * 2 * Math.PI;
        Vec bias = new Vec(Math.cos(turn), Math.sin(turn)).times(settings.gpsBias());
        int every = SimulatorSettings.FRAMES_PER_SECOND / settings.gpsHertz();
        double keep = Math.exp(-1.0 / settings.gpsHertz() / MEMORY);
        double renew = settings.gpsNoise() * Math.sqrt(1 - keep * keep);
        Vec wander = gaussian(random, settings.gpsNoise());
        List<GeoPoint> fixes = new ArrayList<>(poses.size());
        for (int i = 0; i < poses.size(); i++) {
            if (i % every == 0) {
                wander = wander.times(keep).plus(gaussian(random, renew));
                Vec jitter = gaussian(random, settings.gpsNoise() > 0 ? JITTER : 0);
                fixes.add(plane.toDegrees(
                        poses.get(i).at().plus(bias).plus(wander).plus(jitter)));
            } else {
                fixes.add(fixes.get(i - 1));
            }
        }
        return fixes;
    }

    private static Vec gaussian(Random random, double sigma) {
        return new Vec(sigma * random.nextGaussian(), sigma * random.nextGaussian());
    }
}
