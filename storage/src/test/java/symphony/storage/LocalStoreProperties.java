package symphony.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LocalStoreProperties {
    /** Whatever the key: it is refused, or its object lies inside the root and nothing else changed. */
    @Property(tries = 300)
    void no_key_leads_out_of_the_root(@ForAll("keys") String key) throws IOException {
        Path around = Files.createTempDirectory("around");
        try {
            Path root = Files.createDirectory(around.resolve("root"));
            try {
                new LocalStore(root).create(key, new byte[] {1});
            } catch (IllegalArgumentException e) {
                try (Stream<Path> inside = Files.list(root)) {
                    assertThat(inside).isEmpty();
                }
            }
            try (Stream<Path> there = Files.list(around)) {
                assertThat(there).containsExactly(root);
            }
        } finally {
            delete(around);
        }
    }

    @Provide
    Arbitrary<String> keys() {
        Arbitrary<String> step = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        3,
                        Arbitraries.of(
                                "..", ".", "", "...", "\\..", "..\\", "~", "%2e%2e", "a", "C:", ".symphony-tmp")),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.strings().withChars("ab.\\ \0\n").ofMaxLength(4)));
        return step.list().ofMinSize(1).ofMaxSize(6).map(steps -> String.join("/", steps));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst =
                    all.sorted(java.util.Comparator.reverseOrder()).toList();
            for (Path p : deepestFirst) {
                Files.delete(p);
            }
        }
    }
}
