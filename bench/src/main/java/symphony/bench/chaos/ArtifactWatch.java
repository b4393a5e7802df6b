package symphony.bench.chaos;

import java.io.IOException;
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

/** Looks at the results again and again: what was published once stays the same file, with the same bytes and time. */
final class ArtifactWatch {
    private record Seen(String inode, long modified, long size) {}

    /** What an S3 server that keeps objects as files is still writing. */
    private static final Pattern ON_ITS_WAY = Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path storage;
    private final Map<Path, Seen> first = new HashMap<>();
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
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                if (file.toString().contains("/results/")
                        && !ON_ITS_WAY.matcher(file.toString()).matches()
                        && !file.endsWith("session.json")) {
                    long modified = a.lastModifiedTime().toMillis();
                    now.put(file, new Seen(Objects.toString(a.fileKey()), modified, a.size()));
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

    private void compare(Path file, Seen seen) {
        Seen before = first.putIfAbsent(file, seen);
        if (before != null && !before.equals(seen) && disturbed.add(file)) {
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
