package symphony.vision.detection;

/**
 * Tells fruit from leaves, wood and sky by colour, pixel by pixel. All is told from shares of red, green and blue and
 * from the brightness relative to the leaves', so that exposure cancels. Leaves absorb red and blue about alike and are
 * green beyond that; ripe dark fruit absorbs green most (anthocyanin); ripe white fruit is paler than leaves and warmer.
 */
final class FruitColour {
    enum Kind {
        DARK(0, 0.12),
        PALE(1.3, 0.2);

        /** Brightness that a whole patch has at least, 1 = that of leaves: canes and dry leaves are duller than fruit. */
        final double leastLight;

        /** Share of a whole cluster's area; small patches of pale fruit look like shoots and sunlit gaps. */
        final double leastArea;

        Kind(double leastLight, double leastArea) {
            this.leastLight = leastLight;
            this.leastArea = leastArea;
        }
    }

    /** Gains further off are no light's colour but a picture without anything grey. */
    private static final double MOST_GAIN = 1.12;

    private final byte[] bgr;
    private final double mean;
    private final double[] gains;

    /** @param bgr three bytes a pixel */
    FruitColour(byte[] bgr) {
        this.bgr = bgr;
        mean = greenLight();
        gains = whiteBalance();
    }

    /** The mean brightness of what is green; of everything where little is. Sky and walls come and go with the frame. */
    private double greenLight() {
        double all = 0;
        double green = 0;
        int count = 0;
        for (int i = 0; i + 2 < bgr.length; i += 3) {
            int g = bgr[i + 1] & 0xFF;
            int sum = (bgr[i] & 0xFF) + g + (bgr[i + 2] & 0xFF);
            all += sum;
            if (3 * g > 1.08 * sum) {
                green += sum;
                count++;
            }
        }
        double pixels = bgr.length / 3.0;
        return Math.max(1, count > 0.05 * pixels ? green / count / 3 : all / pixels / 3);
    }

    /** Brightness of a pixel, 1 = that of leaves. */
    double light(int pixel) {
        int i = 3 * pixel;
        return ((bgr[i] & 0xFF) + (bgr[i + 1] & 0xFF) + (bgr[i + 2] & 0xFF)) / 3.0 / mean;
    }

    /** Writes 255 where a pixel has the colour of this kind of fruit, else 0. */
    byte[] mask(Kind kind) {
        byte[] mask = new byte[bgr.length / 3];
        for (int i = 0; i < mask.length; i++) {
            double b = gains[0] * (bgr[3 * i] & 0xFF);
            double g = gains[1] * (bgr[3 * i + 1] & 0xFF);
            double r = gains[2] * (bgr[3 * i + 2] & 0xFF);
            double sum = b + g + r;
            double light = sum / 3 / mean;
            boolean fruit = kind == Kind.DARK ? dark(b, g, sum, light) : pale(b, g, r, sum, light);
            mask[i] = (byte) (fruit ? 255 : 0);
        }
        return mask;
    }

    private static boolean dark(double b, double g, double sum, double light) {
        double excessGreen = 3 * g / sum - 1;
        return light > 0.1 && light < 1.3 && excessGreen < -0.055 && b > 0.335 * sum;
    }

    private static boolean pale(double b, double g, double r, double sum, double light) {
        double excessGreen = 3 * g / sum - 1;
        return light > 0.7
                && excessGreen > 0.06
                && excessGreen < 0.26
                && g > 0.93 * r
                && r > 0.335 * sum
                && b > 0.15 * sum
                && b < 0.285 * sum;
    }

    /** Makes what is bright and nearly grey (sky, posts, nets) grey; where there is little of it nothing is changed. */
    private double[] whiteBalance() {
        double[] sums = new double[3];
        int count = 0;
        for (int i = 0; i + 2 < bgr.length; i += 3) {
            int b = bgr[i] & 0xFF;
            int g = bgr[i + 1] & 0xFF;
            int r = bgr[i + 2] & 0xFF;
            int max = Math.max(b, Math.max(g, r));
            int min = Math.min(b, Math.min(g, r));
            if (max < 250 && max > 1.3 * mean && max - min < 0.18 * max) {
                sums[0] += b;
                sums[1] += g;
                sums[2] += r;
                count++;
            }
        }
        if (count * 3 < 0.02 * bgr.length) {
            return new double[] {1, 1, 1};
        }
        double grey = (sums[0] + sums[1] + sums[2]) / 3;
        double[] found = new double[3];
        for (int c = 0; c < 3; c++) {
            found[c] = Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, grey / sums[c]));
        }
        return found;
    }
}
