package symphony.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FindingsReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/findings.md");

    /** To write the page anew: {@code mvn -pl core test -Dtest=FindingsReferenceTest -Dsymphony.write.reference=true}. */
    @Test
    void the_page_in_the_docs_is_the_one_that_the_codes_make() throws IOException {
        if (Boolean.getBoolean("symphony.write.reference")) {
            Files.writeString(PAGE, FindingsReference.markdown());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(FindingsReference.markdown());
    }

    @Test
    void every_code_is_explained_and_nothing_else_is() {
        assertThat(Explanation.all()).hasSize(FindingCode.values().length);
        assertThat(FindingCode.SCAN_NOT_OF_BLOCK.explanation()).contains("scan-not-of-block (error)", "To mend: ");
        assertThat(FindingCode.parse("no-such-code")).isEmpty();
    }
}
