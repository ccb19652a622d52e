package io.tokenmarket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.BaseStream;

/**
 * Nobody asks what is usual on this machine. Calls that take it without asking fail to compile:
 * Error Prone has their list (pom.xml).
 */
@AnalyzeClasses(packages = "io.tokenmarket", importOptions = DoNotIncludeTests.class)
class SameBytesRulesTest {
  @ArchTest
  static final ArchRule nobodyAsksWhatIsUsualHere =
      noClasses()
          .should()
          .callMethod(Locale.class, "getDefault")
          .orShould()
          .callMethod(Locale.class, "getDefault", Locale.Category.class)
          .orShould()
          .callMethod(Charset.class, "defaultCharset")
          .orShould()
          .callMethod(ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(TimeZone.class, "getDefault")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(System.class, "lineSeparator");

  @ArchTest
  static final ArchRule noOrderIsLeftToTheNumberOfCores =
      noClasses()
          .should()
          .callMethod(Collection.class, "parallelStream")
          .orShould()
          .callMethod(BaseStream.class, "parallel");
}
