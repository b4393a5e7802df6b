package symphony.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import symphony.core.store.ArtifactStore;
import symphony.core.store.StoredObject;

/**
 * Opens a stored zip as far as needed to tell it from a torn one: its end, and the directory that the end points to.
 * Format: PKWARE APPNOTE 6.3.10, 4.3.12 (central directory) and 4.3.16 (end record).
 */
final class ZipCheck {
    static final int SHORTEST = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int DIRECTORY_SIGNATURE = 0x02014b50;
    private static final long IN_ZIP64 = 0xFFFFFFFFL;

    private ZipCheck() {}

    static boolean opens(ArtifactStore store, StoredObject object) throws IOException {
        if (object.size() < SHORTEST) {
            return false;
        }
        int length = (int) Math.min(object.size(), SHORTEST + LONGEST_COMMENT);
        ByteBuffer tail = little(store.read(object.key(), object.size() - length, length));
        for (int at = tail.limit() - SHORTEST; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE
                    && at + SHORTEST + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit()) {
                return directoryStands(store, object, tail, at, object.size() - length + at);
            }
        }
        return false;
    }

    private static boolean directoryStands(
            ArtifactStore store, StoredObject object, ByteBuffer tail, int end, long endOffset) throws IOException {
        int entries = Short.toUnsignedInt(tail.getShort(end + 10));
        long size = Integer.toUnsignedLong(tail.getInt(end + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
        if (size == IN_ZIP64 || offset == IN_ZIP64) {
            return true; // its directory is named further up; that the end stands is enough here
        }
        if (offset + size > endOffset) {
            return false;
        }
        if (entries == 0) {
            return size == 0;
        }
        byte[] first = store.read(object.key(), endOffset - size, Integer.BYTES);
        return first.length == Integer.BYTES && little(first).getInt(0) == DIRECTORY_SIGNATURE;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
