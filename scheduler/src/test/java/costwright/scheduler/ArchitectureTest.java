package costwright.scheduler;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The floor plan, kept by the build. One rule per method, so that one failure cannot hide another. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("costwright");

    @Test
    void seesEveryModule() {
        assertThat(CLASSES.stream().map(found -> found.getPackageName().replaceAll("costwright\\.([a-z]+).*", "$1")))
                .contains("schema", "analyzers", "reports", "jobs", "scheduler");
    }

    @Test
    void schemaDependsOnTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("costwright.schema..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "costwright.schema..")
                .check(CLASSES);
    }

    @Test
    void analyzersTakeValuesAndGiveValues() {
        noClasses()
                .that()
                .resideInAPackage("costwright.analyzers..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.nio..",
                                "java.net..",
                                "java.sql..",
                                "javax.sql..",
                                "org.springframework..",
                                "org.jdbi..",
                                "freemarker..",
                                "costwright.reports..",
                                "costwright.jobs..",
                                "costwright.scheduler..")
                        // The compiler makes records and enums refer to it.
                        .and(not(com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                java.io.Serializable.class))))
                .check(CLASSES);
    }

    @Test
    void reportsKnowNeitherAnalyzersNorTheWorld() {
        noClasses()
                .that()
                .resideInAPackage("costwright.reports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "costwright.analyzers..",
                        "costwright.jobs..",
                        "costwright.scheduler..",
                        "java.net..",
                        "java.nio.file..",
                        "java.sql..",
                        "org.springframework..",
                        "org.jdbi..")
                .check(CLASSES);
    }

    @Test
    void jobsDoNotKnowTheDoorbell() {
        noClasses()
                .that()
                .resideInAPackage("costwright.jobs..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("costwright.scheduler..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void sqlLivesInTheStoreAndTheEngineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("costwright.jobs.store..", "costwright.jobs.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi..", "org.duckdb..", "org.sqlite..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void templatesAreRenderedInOneRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("costwright.reports.render..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("freemarker..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSchedulerReadsTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("costwright.scheduler..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    @Test
    void onlyTheSchedulerReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage("costwright.scheduler..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void moneyAndPricesHoldNoBinaryFloatingPoint() {
        fields().that()
                .areDeclaredInClassesThat(resideInAnyPackage("costwright.schema.money..", "costwright.schema.price.."))
                .should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .check(CLASSES);
    }

    @Test
    void moneyAndPricesReturnNoBinaryFloatingPoint() {
        methods()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage("costwright.schema.money..", "costwright.schema.price.."))
                .should()
                .notHaveRawReturnType(double.class)
                .andShould()
                .notHaveRawReturnType(float.class)
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("costwright.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<String> silent = packages()
                .filter(found -> found.tryGetPackageInfo().isEmpty())
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertThat(silent).as("packages without a @NullMarked package-info").isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> name.matches(".*(Util|Utils|Helper|Manager|Impl|Base)"))
                        .sorted())
                .isEmpty();
    }

    @Test
    void springStaysInTheHands() {
        noClasses()
                .that(not(resideInAPackage("costwright.jobs..")).and(not(resideInAPackage("costwright.scheduler.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    private static java.util.stream.Stream<JavaPackage> packages() {
        return CLASSES.stream().map(JavaClass::getPackage).distinct();
    }
}
