package symphony.vision.rvm;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.CameraLog;
import symphony.core.artifact.CameraLog.Frame;
import symphony.core.registry.GeoPoint;

/** A drive through a vineyard, place by place at 20 frames a second, and the logs a vehicle would write of it. */
final class Drive {
    /** 13:17:45.65 UTC: the first archive is 14.35 s long. */
    static final double START = 1_504_099_065.65;

    static final double HEADLAND = 2;

    private final Vineyard vineyard;
    private final double step;
    private final List<double[]> places = new ArrayList<>();

    Drive(Vineyard vineyard) {
        this(vineyard, 1.5);
    }

    /** @param speed metres a second */
    Drive(Vineyard vineyard, double speed) {
        this.vineyard = vineyard;
        this.step = speed / 20;
    }

    /** A receiver. */
    record Gps(long seed, double noise, double biasAcross, double biasAlong, int framesPerFix) {
        static Gps good() {
            return new Gps(7, 0.05, 0, 0, 1);
        }
    }

    /** Through alleys in a serpentine, beginning up. */
    static Drive serpentine(Vineyard vineyard, int... alleys) {
        Drive drive = new Drive(vineyard);
        boolean up = true;
        for (int alley : alleys) {
            drive.through(alley, up);
            up = !up;
        }
        return drive;
    }

    /** Along an alley from one headland to the other; from where it is, by a turn in the headland. */
    Drive through(int alley, boolean up) {
        double from = up ? -HEADLAND : vineyard.length() + HEADLAND;
        double to = up ? vineyard.length() + HEADLAND : -HEADLAND;
        return turnInto(alley, from).go(across(alley), to);
    }

    double across(int alley) {
        return (alley - 0.5) * vineyard.rowSpace();
    }

    /** To the beginning of an alley, in a half circle where it begins on this side, else around the block. */
    Drive turnInto(int alley, double along) {
        double across = across(alley);
        if (places.isEmpty()) {
            places.add(new double[] {across, along});
            return this;
        }
        double[] here = here();
        if (Math.abs(here[1] - along) < 1) {
            return Math.abs(here[0] - across) < 0.01 ? loop(along) : halfCircle(across);
        }
        double beyond = -4 * vineyard.rowSpace();
        double out = Math.signum(here[1] - vineyard.length() / 2) * 4;
        double in = Math.signum(along - vineyard.length() / 2) * 4;
        return go(here[0], here[1] + out)
                .go(beyond, here[1] + out)
                .go(beyond, along + in)
                .go(across, along + in)
                .go(across, along);
    }

    /** Out, around and back into the same alley. */
    private Drive loop(double along) {
        double out = Math.signum(along - vineyard.length() / 2);
        double across = here()[0];
        return go(across, along + 4 * out)
                .go(across + 4, along + 6 * out)
                .go(across + 4, along + 10 * out)
                .go(across, along + 8 * out)
                .go(across, along);
    }

    private Drive halfCircle(double across) {
        double[] here = here();
        double radius = (across - here[0]) / 2;
        double out = here[1] > vineyard.length() / 2 ? 1 : -1;
        int n = Math.max(1, (int) (Math.PI * Math.abs(radius) / step));
        for (int i = 1; i <= n; i++) {
            double angle = Math.PI * i / n;
            places.add(new double[] {
                here[0] + radius - radius * Math.cos(angle), here[1] + out * Math.abs(radius) * Math.sin(angle)
            });
        }
        return this;
    }

    /** Straight to a place. */
    Drive go(double across, double along) {
        if (places.isEmpty()) {
            places.add(new double[] {across, along});
            return this;
        }
        double[] here = here();
        double metres = Math.hypot(across - here[0], along - here[1]);
        int n = Math.max(1, (int) (metres / step));
        for (int i = 1; i <= n; i++) {
            double w = (double) i / n;
            places.add(new double[] {here[0] + w * (across - here[0]), here[1] + w * (along - here[1])});
        }
        return this;
    }

    Drive stand(double seconds) {
        double[] here = here();
        for (int i = 0; i < seconds * 20; i++) {
            places.add(here);
        }
        return this;
    }

    double[] here() {
        return places.get(places.size() - 1);
    }

    List<double[]> places() {
        return places;
    }

    CameraLog log(String scanId, String camera, Gps gps) {
        return log(scanId, camera, gps, START);
    }

    CameraLog log(String scanId, String camera, Gps gps, double start) {
        Random random = new Random(gps.seed() * 31 + camera.hashCode());
        List<Frame> frames = new ArrayList<>();
        GeoPoint fix = vineyard.at(0, 0);
        for (int n = 0; n < places.size(); n++) {
            if (n % gps.framesPerFix() == 0) {
                fix = vineyard.at(
                        places.get(n)[0] + gps.biasAcross() + gps.noise() * random.nextGaussian(),
                        places.get(n)[1] + gps.biasAlong() + gps.noise() * random.nextGaussian());
            }
            double time = start + n / 20.0;
            frames.add(new Frame(n, time, fix.latitude(), fix.longitude(), Optional.of(archive(scanId, camera, time))));
        }
        return new CameraLog(frames, true);
    }

    private static ArchiveName archive(String scanId, String camera, double time) {
        ZonedDateTime utc = Instant.ofEpochMilli(Math.round(time * 1000)).atZone(ZoneOffset.UTC);
        return new ArchiveName(scanId, camera, utc.getHour(), utc.getMinute());
    }
}
