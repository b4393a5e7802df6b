package symphony.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import symphony.core.store.ArtifactStore;

/** Moves a folder's files to a store. */
final class Upload {
    /** Told of each file that is there. */
    interface Progress {
        void sent(int done, int all);
    }

    private Upload() {}

    /** Nothing is left of the folder; its files' paths are their keys. */
    static void all(Path folder, ArtifactStore store, Progress progress) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.toList();
        }
        List<Path> files = all.stream().filter(Files::isRegularFile).toList();
        for (int i = 0; i < files.size(); i++) {
            store.create(key(folder.relativize(files.get(i))), files.get(i));
            progress.sent(i + 1, files.size());
        }
        for (int i = all.size() - 1; i >= 0; i--) { // a folder is told before what lies in it
            Files.delete(all.get(i));
        }
    }

    private static String key(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
