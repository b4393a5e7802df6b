package symphony.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.app.Surroundings;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingsText;

/** Findings as a person reads them; with the line they point at where there is a terminal. */
public final class FindingsReport {
    private final Surroundings around;

    public FindingsReport(Surroundings around) {
        this.around = around;
    }

    /** On standard error; nothing where there are none. */
    public void print(List<Finding> findings) {
        FindingsText.Sources sources = around.terminal() ? this::line : (file, number) -> Optional.empty();
        around.err().print(new FindingsText(sources, around.colours()).of(findings));
        around.err().flush();
    }

    private Optional<String> line(String file, int number) {
        try {
            Path path = around.directory().resolve(file);
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            try (Stream<String> lines = Files.lines(path)) {
                return lines.skip(number - 1L).findFirst();
            }
        } catch (InvalidPathException | IOException | UncheckedIOException e) {
            return Optional.empty(); // a storage key, or a file that is no text: then there is no line to show
        }
    }
}
