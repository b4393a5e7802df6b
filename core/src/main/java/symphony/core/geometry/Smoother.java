package symphony.core.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * Position and velocity at every frame from scattered fixes: a Kalman filter of constant velocity, forward, and the
 * Rauch-Tung-Striebel pass, backward (Rauch, Tung, Striebel 1965). East and north are alike, so one covariance serves both.
 */
final class Smoother {
    /** Spectral density of the acceleration, m²/s³: lets a turn of 1.2 m radius at 1.5 m/s be followed. */
    private static final double ACCELERATION = 0.5;
    /** Squared distance in sigmas past which a fix is not believed. */
    private static final double GATE = 25;

    private static final int ENOUGH_TO_BELIEVE = 6;

    final double[] x;
    final double[] y;
    final double[] vx;
    final double[] vy;

    /**
     * @param times of the frames, growing
     * @param fixes at least one
     */
    Smoother(double[] times, List<Fixes.Fix> fixes) {
        int n = times.length;
        x = new double[n];
        y = new double[n];
        vx = new double[n];
        vy = new double[n];
        double r = noise(fixes);
        double[][] filtered = new double[n][];
        double[][] predicted = new double[n][];
        PlanePoint first = fixes.get(0).at();
        x[0] = first.x();
        y[0] = first.y();
        double[] p = {100, 0, 4};
        int next = 0;
        int refused = 0;
        for (int i = 0; i < n; i++) {
            if (i > 0) {
                double dt = times[i] - times[i - 1];
                x[i] = x[i - 1] + dt * vx[i - 1];
                y[i] = y[i - 1] + dt * vy[i - 1];
                vx[i] = vx[i - 1];
                vy[i] = vy[i - 1];
                p = predict(p, dt);
            }
            predicted[i] = new double[] {p[0], p[1], p[2], x[i], y[i], vx[i], vy[i]};
            if (next < fixes.size() && fixes.get(next).frame() == i) {
                PlanePoint z = fixes.get(next++).at();
                double ex = z.x() - x[i];
                double ey = z.y() - y[i];
                double s = p[0] + r;
                boolean far = ex * ex + ey * ey > GATE * s;
                refused = far ? refused + 1 : 0;
                if (!far || refused >= ENOUGH_TO_BELIEVE) {
                    double kp = p[0] / s;
                    double kv = p[1] / s;
                    x[i] += kp * ex;
                    y[i] += kp * ey;
                    vx[i] += kv * ex;
                    vy[i] += kv * ey;
                    p = new double[] {(1 - kp) * p[0], (1 - kp) * p[1], p[2] - kv * p[1]};
                }
            }
            filtered[i] = p;
        }
        for (int i = n - 2; i >= 0; i--) {
            backward(i, times[i + 1] - times[i], filtered[i], predicted[i + 1]);
        }
    }

    private static double[] predict(double[] p, double dt) {
        double q = ACCELERATION;
        return new double[] {
            p[0] + 2 * dt * p[1] + dt * dt * p[2] + q * dt * dt * dt / 3,
            p[1] + dt * p[2] + q * dt * dt / 2,
            p[2] + q * dt
        };
    }

    /** One step of the backward pass: gain C = P Fᵀ P⁻¹(predicted), then the correction by what came after. */
    private void backward(int i, double dt, double[] p, double[] pred) {
        double det = pred[0] * pred[2] - pred[1] * pred[1];
        if (!(det > 1e-18)) {
            return;
        }
        double a = p[0] + dt * p[1];
        double b = p[1];
        double c = p[1] + dt * p[2];
        double d = p[2];
        double c00 = (a * pred[2] - b * pred[1]) / det;
        double c01 = (b * pred[0] - a * pred[1]) / det;
        double c10 = (c * pred[2] - d * pred[1]) / det;
        double c11 = (d * pred[0] - c * pred[1]) / det;
        double ex = x[i + 1] - pred[3];
        double ey = y[i + 1] - pred[4];
        double evx = vx[i + 1] - pred[5];
        double evy = vy[i + 1] - pred[6];
        x[i] += c00 * ex + c01 * evx;
        y[i] += c00 * ey + c01 * evy;
        vx[i] += c10 * ex + c11 * evx;
        vy[i] += c10 * ey + c11 * evy;
    }

    /**
     * The variance of a fix in metres², from second differences, whose median sees the straight stretches: it is six
     * variances where noise is white, and nothing where the drive is straight and even.
     */
    private static double noise(List<Fixes.Fix> fixes) {
        int n = fixes.size();
        if (n < 10) {
            return 0.25;
        }
        double[] d = new double[n - 2];
        for (int i = 0; i < n - 2; i++) {
            Fixes.Fix a = fixes.get(i);
            Fixes.Fix b = fixes.get(i + 1);
            Fixes.Fix c = fixes.get(i + 2);
            double w = (b.time() - a.time()) / (c.time() - a.time());
            double ex = b.at().x() - (1 - w) * a.at().x() - w * c.at().x();
            double ey = b.at().y() - (1 - w) * a.at().y() - w * c.at().y();
            // variance of the difference is (1 + (1-w)² + w²) times that of a fix
            d[i] = (ex * ex + ey * ey) / (1 + (1 - w) * (1 - w) + w * w);
        }
        Arrays.sort(d);
        // the median of the squared length of two normal parts is 2 ln 2 variances
        double variance = d[d.length / 2] / (2 * Math.log(2));
        return Math.max(0.02 * 0.02, Math.min(9, variance));
    }
}
