package symphony.core.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rename records of a scan, found by the old file: there may be many thousand. */
public final class RenameRecords {
    private final Map<String, List<RenameRecord>> byName = new HashMap<>();

    public RenameRecords(Collection<RenameRecord> records) {
        records.forEach(r ->
                byName.computeIfAbsent(r.oldName(), n -> new ArrayList<>(1)).add(r));
    }

    /** Those that mark this file as it is now. */
    public Stream<RenameRecord> of(String relativeName, long size) {
        if (byName.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(RenameRecord.plain(relativeName), RenameRecord.hashed(relativeName))
                .flatMap(n -> byName.getOrDefault(n, List.of()).stream())
                .filter(r -> r.marks(relativeName, size));
    }
}
