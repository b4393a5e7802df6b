package symphony.bench.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys in order, and the pages of them that S3's {@code ListObjectsV2} gives. */
final class KeyPages {
    private static final int A_PAGE = 1_000;

    private record Key(String name, long size) {}

    private final List<Key> keys = new ArrayList<>();

    void add(String name, long size) {
        keys.add(new Key(name, size));
    }

    /** Once, when all are there. */
    void sort() {
        keys.sort(Comparator.comparing(Key::name));
    }

    /** How many pages a listing has; one that shows nothing has one. */
    long pages(String prefix, boolean byFolder) {
        long entries = 0;
        for (int at = first(prefix); within(at, prefix); at = next(at, prefix, byFolder)) {
            entries++;
        }
        return Math.max(1, (entries + A_PAGE - 1) / A_PAGE);
    }

    /** @param token where the page before ended; null: the first page */
    String page(String prefix, boolean byFolder, @Nullable String token) {
        int at = token == null ? first(prefix) : Integer.parseInt(token);
        StringBuilder page = new StringBuilder(400_000)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .append(
                        "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>vines</Name><Prefix>")
                .append(prefix)
                .append("</Prefix><MaxKeys>1000</MaxKeys>");
        int entries = 0;
        for (; entries < A_PAGE && within(at, prefix); at = next(at, prefix, byFolder)) {
            tell(page, at, folder(at, prefix, byFolder));
            entries++;
        }
        boolean more = within(at, prefix);
        page.append("<KeyCount>")
                .append(entries)
                .append("</KeyCount><IsTruncated>")
                .append(more);
        page.append("</IsTruncated>");
        if (more) {
            page.append("<NextContinuationToken>").append(at).append("</NextContinuationToken>");
        }
        return page.append("</ListBucketResult>").toString();
    }

    private void tell(StringBuilder page, int at, @Nullable String folder) {
        if (folder != null) {
            page.append("<CommonPrefixes><Prefix>").append(folder).append("</Prefix></CommonPrefixes>");
            return;
        }
        Key key = keys.get(at);
        page.append("<Contents><Key>")
                .append(key.name())
                .append("</Key><LastModified>2026-09-14T10:01:00.000Z</LastModified><ETag>&quot;")
                .append("d41d8cd98f00b204e980099") // as long as Amazon's
                .append(1_000_000_000L + at)
                .append("&quot;</ETag><Size>")
                .append(key.size())
                .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }

    private boolean within(int at, String prefix) {
        return at < keys.size() && keys.get(at).name().startsWith(prefix);
    }

    /** The folder that stands for this key and others in a listing by folders. */
    private @Nullable String folder(int at, String prefix, boolean byFolder) {
        String name = keys.get(at).name();
        int slash = byFolder ? name.indexOf('/', prefix.length()) : -1;
        return slash < 0 ? null : name.substring(0, slash + 1);
    }

    private int next(int at, String prefix, boolean byFolder) {
        String folder = folder(at, prefix, byFolder);
        return folder == null ? at + 1 : first(folder.substring(0, folder.length() - 1) + '0'); // '0' comes after '/'
    }

    /** The first key that is not before a text. */
    private int first(String text) {
        int low = 0;
        int high = keys.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys.get(middle).name().compareTo(text) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
