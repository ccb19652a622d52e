package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Algorithms;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Java that was cut to some of its modules. */
@Timeout(120)
class OtherJavaTest {
  private static final String CURVES = "jdk.crypto.ec";

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "serve --bootstrap-servers nowhere:1 --schema-registry http://nowhere:1",
        "verify --log nowhere",
        "replay --log nowhere"
      })
  void aJavaWithoutAnAlgorithmIsRefusedByName(String command) throws Exception {
    List<String> call = new ArrayList<>();
    call.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    call.addAll(List.of("--limit-modules", modulesWithoutCurves()));
    call.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    call.addAll(List.of(command.split(" ")));
    Process process = new ProcessBuilder(call).directory(dir.toFile()).start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(2);
    assertThat(err.lines())
        .singleElement()
        .asString()
        .startsWith("tokenmarket: This Java (")
        .contains("has no Ed25519");
  }

  /** The control. */
  @Test
  void aWholeJavaLacksNothing() {
    assertThat(Algorithms.missing()).isEmpty();
  }

  private static String modulesWithoutCurves() {
    return ModuleFinder.ofSystem().findAll().stream()
        .map(ModuleReference::descriptor)
        .filter(module -> !module.name().equals(CURVES) && !requiresCurves(module))
        .map(ModuleDescriptor::name)
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static boolean requiresCurves(ModuleDescriptor module) {
    return module.requires().stream().anyMatch(needed -> needed.name().equals(CURVES));
  }
}
