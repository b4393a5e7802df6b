package symphony.vision;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Stages share the plane, the images and the zips; of each other a stage knows at most the one before it, whose files it
 * reads; the simulator that judges them none knows.
 */
class ArchitectureTest {
    private static final List<String> STAGES = List.of("rvm", "preproc", "detection", "process", "postprocess");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("symphony.vision");

    @TestFactory
    Stream<DynamicTest> a_stage_knows_no_simulator_and_no_stage_but_the_one_whose_files_it_reads() {
        return STAGES.stream()
                .map(s -> DynamicTest.dynamicTest(s, () -> keepsToItself(s).check(CLASSES)));
    }

    @Test
    void the_simulator_knows_no_stage_and_none_of_their_ground() {
        noClasses()
                .that(resideInAPackage("symphony.vision.sim.."))
                .should()
                .dependOnClassesThat(
                        anyOf(STAGES).or(JavaClass.Predicates.resideInAPackage("symphony.core.geometry..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** The compiler copies constants, so that no dependency is left in the class files: the sources have to tell. */
    @Test
    void not_even_a_constant_is_shared_with_the_simulator() throws IOException {
        Path sources = Path.of("src/main/java/symphony/vision");
        assertThat(sources).isDirectory();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                boolean simulator = sources.relativize(file).startsWith("sim");
                String text = Files.readString(file);
                if (simulator) {
                    STAGES.forEach(s -> assertThat(text).as("%s", file).doesNotContain("symphony.vision." + s));
                } else {
                    assertThat(text).as("%s", file).doesNotContain("symphony.vision.sim");
                }
            }
        }
    }

    @Test
    void the_rules_bite() {
        ArchRule rvmMayNotKnowTheGround = noClasses()
                .that(resideInAPackage("symphony.vision.rvm.."))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("symphony.core.geometry.."));
        assertThatThrownBy(() -> rvmMayNotKnowTheGround.check(CLASSES)).isInstanceOf(AssertionError.class);
    }

    private static ArchRule keepsToItself(String stage) {
        return noClasses()
                .that(resideInAPackage("symphony.vision." + stage + ".."))
                .should()
                .dependOnClassesThat(anyOf(Stream.concat(STAGES.stream(), Stream.of("sim"))
                        .filter(s -> !s.equals(stage) && STAGES.indexOf(s) != STAGES.indexOf(stage) - 1)
                        .toList()))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> anyOf(List<String> packages) {
        return JavaClass.Predicates.resideInAnyPackage(
                packages.stream().map(p -> "symphony.vision." + p + "..").toArray(String[]::new));
    }
}
