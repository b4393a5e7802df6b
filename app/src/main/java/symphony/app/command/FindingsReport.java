package symphony.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import symphony.app.Surroundings;
import symphony.core.json.Json;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingsGithub;
import symphony.core.verify.FindingsJson;
import symphony.core.verify.FindingsSarif;
import symphony.core.verify.FindingsText;

/** Findings as a person or a program reads them; with the line they point at where there is a terminal. */
public final class FindingsReport {
    /** Whom they are written for. */
    public enum Format {
        HUMAN,
        JSON,
        SARIF,
        GITHUB
    }

    /** Files larger than this are shown without their lines. */
    private static final long MOST_BYTES = 1 << 20;

    private final Surroundings around;

    public FindingsReport(Surroundings around) {
        this.around = around;
    }

    /**
     * For people on standard error, for programs on standard output.
     *
     * @param files the files that were verified, as the findings name them
     */
    public void print(List<Finding> findings, Format format, Set<String> files) {
        switch (format) {
            case HUMAN -> print(findings);
            case JSON -> around.out().println(Json.line(FindingsJson.of(findings)));
            case SARIF -> around.out().print(Json.pretty(FindingsSarif.of(findings, files)));
            case GITHUB -> around.out().print(FindingsGithub.of(findings));
        }
    }

    /** For people, on standard error; nothing where there are none. */
    public void print(List<Finding> findings) {
        FindingsText.Sources sources = around.terminal() ? this::line : (file, number) -> Optional.empty();
        around.err().print(new FindingsText(sources, around.colours()).of(findings));
        around.err().flush();
    }

    private Optional<String> line(String file, int number) {
        try {
            Path path = around.directory().resolve(file);
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
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
