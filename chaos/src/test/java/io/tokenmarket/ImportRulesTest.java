package io.tokenmarket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;

/** The architecture as a build failure: see the module picture in docs/architecture.md. */
@AnalyzeClasses(packages = "io.tokenmarket", importOptions = DoNotIncludeTests.class)
class ImportRulesTest {
  /** A package may import those before it, never one behind it. */
  private static final List<String> ORDER =
      List.of(
          "threads",
          "schemas",
          "producers",
          "clearing",
          "verifier",
          "market",
          "topology",
          "rest",
          "metrics",
          "simulation",
          "report",
          "compare",
          "replay",
          "node",
          "sandbox",
          "cli",
          "chaos");

  @ArchTest
  static final ArchRule aPackageImportsOnlyWhatStandsAboveIt =
      ORDER.stream()
          .limit(ORDER.size() - 1L)
          .map(ImportRulesTest::importsNothingBelow)
          .reduce((a, b) -> CompositeArchRule.of(a).and(b))
          .orElseThrow();

  @ArchTest
  static final ArchRule theAuctionIsPlainJava =
      classes()
          .that()
          .resideInAnyPackage(in("clearing"), in("verifier"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util",
              "java.util.function",
              "java.math",
              in("clearing"),
              in("verifier"));

  @ArchTest
  static final ArchRule theMarketKnowsRecordsAndTheAuctionOnly =
      classes()
          .that()
          .resideInAPackage(in("market"))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.tokenmarket.schemas",
              "org.apache.avro..",
              in("clearing"),
              in("market"));

  @ArchTest
  static final ArchRule theCoreHasNoClockNoChanceAndNoOutside =
      noClasses()
          .that()
          .resideInAnyPackage(in("clearing"), in("verifier"), in("market"))
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.time\\.(Clock|InstantSource|LocalDateTime|ZonedDateTime)"
                  + "|java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date).*"
                  + "|java\\.util\\.random\\..*"
                  + "|java\\.util\\.concurrent\\..*"
                  + "|java\\.(net|nio\\.file|nio\\.channels)\\..*"
                  + "|java\\.lang\\.(Thread|ProcessBuilder|Runtime)");

  @ArchTest
  static final ArchRule theCoreDoesNotAskForTheTime =
      noClasses()
          .that()
          .resideInAnyPackage(in("clearing"), in("verifier"), in("market"))
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  private static ArchRule importsNothingBelow(String name) {
    String[] below =
        ORDER.stream()
            .skip(ORDER.indexOf(name) + 1L)
            .map(ImportRulesTest::in)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below)
        .allowEmptyShould(true);
  }

  private static String in(String name) {
    return "io.tokenmarket." + name + "..";
  }
}
