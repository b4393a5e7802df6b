package symphony.bench.chaos;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import symphony.core.artifact.RecordName;

/**
 * Looks at the results again and again: what was published once stays the same file, with the same bytes and time. A summary
 * does so from its record on: without one nothing says of what it was made, and a worker that finds it so makes it again.
 */
final class ArtifactWatch {
    private static final String SUMMARY = "summary.json";

    private record Seen(String inode, long modified, long size) {
        static Seen of(BasicFileAttributes a) {
            return new Seen(Objects.toString(a.fileKey()), a.lastModifiedTime().toMillis(), a.size());
        }
    }

    /** What an S3 server that keeps objects as files is still writing. */
    private static final Pattern ON_ITS_WAY = Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path storage;
    private final Map<Path, Seen> first = new HashMap<>();
    private final Set<Seen> recorded = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<Path> disturbed = new HashSet<>();

    ArtifactWatch(Path storage) {
        this.storage = storage;
    }

    /** @return how many artifacts there are */
    synchronized int look() throws IOException {
        Map<Path, Seen> now = new HashMap<>();
        Files.walkFileTree(storage, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean aside = name.equals("logs") || name.startsWith(".symphony");
                return aside ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                if (file.toString().contains("/results/")
                        && !ON_ITS_WAY.matcher(file.toString()).matches()
                        && !file.endsWith("session.json")) {
                    try {
                        now.put(file, file.endsWith(SUMMARY) ? summary(file) : Seen.of(a));
                    } catch (NoSuchFileException e) {
                        return visitFileFailed(file, e);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        now.forEach(this::compare);
        for (Path gone : first.keySet()) {
            if (!now.containsKey(gone) && disturbed.add(gone)) {
                violations.add(gone + " was there and is gone");
            }
        }
        return now.size();
    }

    /** Its records are looked at first: one of its size that is there before it was looked at is its own. */
    private Seen summary(Path file) throws IOException {
        Set<Long> sizes = new HashSet<>();
        Path records = file.resolveSibling(RecordName.FOLDER);
        if (Files.isDirectory(records)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(records, SUMMARY + "~*")) {
                found.forEach(record -> RecordName.parse(RecordName.FOLDER + record.getFileName())
                        .ifPresent(name -> sizes.add(name.size())));
            }
        }
        Seen seen = Seen.of(Files.readAttributes(file, BasicFileAttributes.class));
        if (sizes.contains(seen.size())) {
            recorded.add(seen);
        }
        return seen;
    }

    private void compare(Path file, Seen seen) {
        Seen before = first.putIfAbsent(file, seen);
        if (before == null || before.equals(seen)) {
            return;
        }
        if (file.endsWith(SUMMARY) && !recorded.contains(before)) {
            first.put(file, seen);
        } else if (disturbed.add(file)) {
            violations.add(file + " was replaced: " + before + ", then " + seen);
        }
    }

    /** This file was put there by the run itself, and is to be replaced. */
    synchronized void disturb(Path file) {
        disturbed.add(file);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
