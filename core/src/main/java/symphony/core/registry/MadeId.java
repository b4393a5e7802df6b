package symphony.core.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Ids for what was given without: made of the parent's id and the name, so that the same file gives the same ids. */
final class MadeId {
    private static final int LONGEST = 60;

    private MadeId() {}

    /**
     * @param parentId empty for a client
     * @param taken ids of the same kind; a name that would get one of them gets a checksum behind it
     */
    static String of(String parentId, String name, Set<String> taken) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        boolean faithful = slug.length() <= LONGEST && slug.equals(plain.replace(' ', '-'));
        String start = parentId.isEmpty() ? "" : parentId + ".";
        String id = start + slug;
        if (faithful && !taken.contains(id)) {
            return id;
        }
        String shortened = slug.substring(0, Math.min(slug.length(), LONGEST));
        return start + shortened + (shortened.isEmpty() ? "" : "-") + checksum(name);
    }

    private static String checksum(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
