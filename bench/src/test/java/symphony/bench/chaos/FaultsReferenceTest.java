package symphony.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/faults.md} names tests: each of them is there. */
class FaultsReferenceTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|(?! (?:fault|---)).*\\|$");

    @Test
    void each_fault_names_a_test_that_is_there() throws IOException {
        String page = Files.readString(HOME.resolve("docs/reference/faults.md"));
        Map<String, String> sources = sources();
        List<String> wrong = new ArrayList<>();
        Matcher rows = ROW.matcher(page);
        int count = 0;
        while (rows.find()) {
            count++;
            Matcher named = NAMED.matcher(rows.group());
            if (!named.find()) {
                wrong.add("no test: " + rows.group());
            } else if (!sources.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "(")) {
                wrong.add("no such test: " + named.group());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count).isGreaterThan(30);
    }

    /** By class name: the sources of tests, and of the contracts that tests inherit. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(HOME)) {
            for (Path module :
                    modules.filter(m -> Files.exists(m.resolve("pom.xml"))).toList()) {
                Path folder = module.endsWith("contracts")
                        ? module.resolve("src/main/java")
                        : module.resolve("src/test/java");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                                .toList()) {
                            String name = file.getFileName().toString().replace(".java", "");
                            sources.put(name, Files.readString(file));
                        }
                    }
                }
            }
        }
        return sources;
    }
}
