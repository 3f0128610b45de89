package io.throughline.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the floors of ARCHITECTURE.md: each one uses only the floors below it. */
class FloorsTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.throughline");

  @Test
  void eachFloorUsesOnlyTheFloorsBelow() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("model")
        .definedBy("io.throughline.model..")
        .layer("source")
        .definedBy(
            "io.throughline.source..",
            "io.throughline.config..",
            "io.throughline.process..",
            "io.throughline.report..",
            "io.throughline.gate..",
            "io.throughline.evidence..")
        .layer("stores")
        .definedBy("io.throughline.ledger..", "io.throughline.warehouse..")
        .layer("ingest")
        .definedBy("io.throughline.ingest..")
        .layer("metric")
        .definedBy("io.throughline.metric..", "io.throughline.sprint..")
        .layer("decisions")
        .definedBy(
            "io.throughline.conformance..",
            "io.throughline.evidenced..",
            "io.throughline.forecast..",
            "io.throughline.health..",
            "io.throughline.running..")
        .layer("edge")
        .definedBy("io.throughline.web..", "io.throughline.api..")
        .layer("wiring")
        .definedBy("io.throughline.wiring..", "io.throughline.cli..")
        .whereLayer("wiring")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("edge")
        .mayOnlyBeAccessedByLayers("wiring")
        .whereLayer("decisions")
        .mayOnlyBeAccessedByLayers("edge", "wiring")
        .whereLayer("metric")
        .mayOnlyBeAccessedByLayers("decisions", "edge", "wiring")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("metric", "decisions", "edge", "wiring")
        .whereLayer("stores")
        .mayOnlyBeAccessedByLayers("ingest", "metric", "decisions", "edge", "wiring")
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers("stores", "ingest", "metric", "decisions", "edge", "wiring")
        .check(HOUSE);
  }

  @Test
  void noFrameworkBelowTheEdge() {
    noClasses()
        .that(
            resideInAnyPackage(
                "io.throughline.model..",
                "io.throughline.source..",
                "io.throughline.config..",
                "io.throughline.process..",
                "io.throughline.report..",
                "io.throughline.gate..",
                "io.throughline.evidence..",
                "io.throughline.ledger..",
                "io.throughline.warehouse..",
                "io.throughline.ingest..",
                "io.throughline.metric..",
                "io.throughline.sprint..",
                "io.throughline.forecast..",
                "io.throughline.health..",
                "io.throughline.evidenced..",
                "io.throughline.running..",
                "io.throughline.conformance.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "jakarta.ws.rs..",
            "jakarta.inject..",
            "jakarta.enterprise..",
            "io.vertx..")
        .check(HOUSE);
  }

  @Test
  void mappersAndTheModelDoNoInputOrOutput() {
    noClasses()
        .that(
            resideInAnyPackage("io.throughline.model..")
                .or(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "mappers",
                        c ->
                            c.getPackageName().startsWith("io.throughline.source.")
                                && c.getSimpleName().endsWith("Mapping"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.sql..", "java.nio.file..")
        .check(HOUSE);
  }

  /** One door, which is hardened; see {@code XmlReader}. */
  @Test
  void xmlFromOutsideIsReadInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.throughline.report.xml..", "io.throughline.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.xml..", "org.xml..", "org.w3c..", "com.ctc..", "org.codehaus..")
        .check(HOUSE);
  }

  @Test
  void onlyTheStoresTouchTheirDatabases() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.throughline.ledger..", "io.throughline.warehouse..", "io.throughline.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.duckdb..", "org.sqlite..", "org.jdbi..")
        .check(HOUSE);
  }

  @Test
  void packagesOfSourcesKnowNothingOfEachOther() {
    slices().matching("io.throughline.source.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    classes()
        .that()
        .resideInAPackage("io.throughline..")
        .should(
            new com.tngtech.archunit.lang.ArchCondition<com.tngtech.archunit.core.domain.JavaClass>(
                "be in a @NullMarked package") {
              @Override
              public void check(
                  com.tngtech.archunit.core.domain.JavaClass type,
                  com.tngtech.archunit.lang.ConditionEvents events) {
                Class<? extends Annotation> marked = NullMarked.class;
                events.add(
                    new com.tngtech.archunit.lang.SimpleConditionEvent(
                        type,
                        type.getPackage().isAnnotatedWith(marked),
                        type.getPackageName() + " has no @NullMarked package-info"));
              }
            })
        .check(HOUSE);
  }
}
