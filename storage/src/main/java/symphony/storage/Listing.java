package symphony.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import symphony.core.store.ArtifactStore.SizeSink;
import symphony.core.store.ObjectKey;
import symphony.core.store.StoredObject;

/** Walks of a store's folder. The walk has looked at each file already, so none is looked at twice. */
final class Listing {
    private static final Set<FileVisitOption> FOLLOW = Set.of(FileVisitOption.FOLLOW_LINKS);

    private Listing() {}

    static void walk(Path root, Path start, String prefix, Consumer<StoredObject> sink) throws IOException {
        visit(root, start, prefix, (key, attributes) -> sink.accept(LocalStore.describe(key, attributes)));
    }

    /** Keys and sizes alone: a version is longer in the making than all the rest. */
    static void sizes(Path root, Path start, String prefix, SizeSink sink) throws IOException {
        visit(root, start, prefix, (key, attributes) -> sink.object(key, attributes.size()));
    }

    private static void visit(Path root, Path start, String prefix, BiConsumer<String, BasicFileAttributes> sink)
            throws IOException {
        Files.walkFileTree(start, FOLLOW, Integer.MAX_VALUE, new Visitor(root) {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.equals(start)) {
                    return enters(key(folder));
                }
                String key = key(folder);
                return (key + "/").startsWith(prefix) || prefix.startsWith(key + "/")
                        ? enters(key)
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String key = key(file);
                if (attributes.isRegularFile() && key.startsWith(prefix) && isStep(file)) {
                    sink.accept(key, attributes);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static List<String> folders(Path root, Path start) throws IOException {
        List<String> names = new ArrayList<>();
        Files.walkFileTree(start, FOLLOW, 1, new Visitor(root) {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isDirectory() && isStep(file) && !Publisher.isHidden(key(file))) {
                    names.add(file.getFileName().toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(names);
        return List.copyOf(names);
    }

    /** What both walks make of trouble: what vanished under them was not there, what they may not read is said. */
    private abstract static class Visitor extends SimpleFileVisitor<Path> {
        private final int below;

        Visitor(Path root) {
            String text = root.toString();
            this.below = text.endsWith(File.separator) ? text.length() : text.length() + 1;
        }

        /** Cut from the path's text: making a relative path first would double the time of a large listing. */
        final String key(Path file) {
            String text = file.toString();
            String key = text.length() < below ? "" : text.substring(below);
            return File.separatorChar == '/' ? key : key.replace(File.separatorChar, '/');
        }

        static FileVisitResult enters(String key) {
            return Publisher.isHidden(key) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        static boolean isStep(Path file) {
            Path name = file.getFileName();
            return name != null && ObjectKey.isStep(name.toString());
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException || Trouble.isAbsence(file, e)) {
                return FileVisitResult.CONTINUE;
            }
            throw Trouble.with("list", file, e);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e == null || Trouble.isAbsence(folder, e)) {
                return FileVisitResult.CONTINUE;
            }
            throw Trouble.with("list", folder, e);
        }
    }
}
