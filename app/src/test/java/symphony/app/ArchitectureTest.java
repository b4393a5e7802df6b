package symphony.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls of the house: arrows point down to core alone; app alone sees everything. */
class ArchitectureTest {
    private static final List<String> MODULES =
            List.of("core", "redis", "storage", "registry", "worker", "vision", "app");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("symphony");

    @TestFactory
    Stream<DynamicTest> a_module_knows_core_and_itself_alone() {
        return MODULES.stream()
                .filter(m -> !m.equals("app"))
                .map(m -> DynamicTest.dynamicTest(
                        m, () -> knowsCoreAndItselfAlone(m).check(CLASSES)));
    }

    @Test
    void core_is_pure() {
        noClasses()
                .that(resideInAPackage("symphony.core.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net..", "java.sql..", "redis..", "org.slf4j..", "java.util.concurrent.locks.."))
                .check(CLASSES);
    }

    @Test
    void no_stage_knows_the_simulator() {
        noClasses()
                .that(resideInAPackage("symphony.vision..").and(not(resideInAPackage("symphony.vision.sim.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("symphony.vision.sim.."))
                .check(CLASSES);
    }

    @Test
    void the_simulator_knows_no_stage() {
        noClasses()
                .that(resideInAPackage("symphony.vision.sim.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "symphony.vision.rvm..",
                        "symphony.vision.preproc..",
                        "symphony.vision.detection..",
                        "symphony.vision.process..",
                        "symphony.vision.postprocess.."))
                .check(CLASSES);
    }

    @Test
    void the_rules_bite() {
        ArchRule appMayKnowNobody = knowsCoreAndItselfAlone("app");
        assertThatThrownBy(() -> appMayKnowNobody.check(CLASSES)).isInstanceOf(AssertionError.class);
    }

    private static ArchRule knowsCoreAndItselfAlone(String module) {
        String[] others = MODULES.stream()
                .filter(m -> !m.equals(module) && !m.equals("core"))
                .map(m -> "symphony." + m + "..")
                .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage("symphony." + module + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(others));
    }
}
