package symphony.contracts.verify;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Archives of frames, all of one small green picture. */
public final class Frames {
    private static final int BLOCK = 512;
    private static final byte[] PICTURE = picture();

    private Frames() {}

    /** A whole archive of these frames. */
    public static byte[] archive(long first, long last) {
        return gzip(tar(first, last));
    }

    /** An archive of these frames, each with bytes behind its picture that do not shrink. */
    public static byte[] archive(LongStream numbers, byte[] more) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        numbers.forEach(n -> {
            byte[] frame = Arrays.copyOf(PICTURE, PICTURE.length + more.length);
            for (int i = 0; i < more.length; i++) {
                frame[PICTURE.length + i] = (byte) (more[i] * (n | 1));
            }
            entry(tar, n + ".jpg", frame);
        });
        tar.writeBytes(new byte[2 * BLOCK]);
        return gzip(tar.toByteArray());
    }

    /** The tar alone. */
    public static byte[] tar(long first, long last) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        LongStream.rangeClosed(first, last).forEach(n -> entry(tar, n + ".jpg", PICTURE));
        tar.writeBytes(new byte[2 * BLOCK]);
        return tar.toByteArray();
    }

    /** A tar of one file. */
    public static byte[] tar(String name, byte[] content) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, name, content);
        tar.writeBytes(new byte[2 * BLOCK]);
        return tar.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void entry(ByteArrayOutputStream tar, String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\0", content.length));
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] picture() {
        BufferedImage image = new BufferedImage(64, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(60, 110, 50));
        g.fillRect(0, 0, 64, 40);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
