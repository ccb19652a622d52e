package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir Path dir;

  @Test
  void aKeyIsPrintedOnceAndItsHashKept() throws Exception {
    CommandLineRun added = keys("add", "--participant", "chat", "--role", "participant");

    assertThat(added.exitCode()).isZero();
    assertThat(added.out()).singleElement().asString().matches("tm_[0-9a-f]{8}_[\\w-]{43}");
    assertThat(Files.readString(file())).doesNotContain(secret(added));
    assertThat(keys("list").out().toString()).contains(id(added)).doesNotContain(secret(added));
  }

  @Test
  void whatIsListedCanBeRemoved() {
    String chat = id(keys("add", "--participant", "chat", "--role", "participant"));
    keys("add", "--role", "operator");

    assertThat(keys("list").out())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains(chat, "participant", "chat"))
        .anySatisfy(line -> assertThat(line).endsWith("operator"));
    assertThat(keys("remove", chat).exitCode()).isZero();
    assertThat(keys("list").out()).hasSize(2).noneMatch(line -> line.contains(chat));
  }

  @Test
  void mistakesAreNamed() throws Exception {
    refused("name them with --participant", "add", "--role", "participant");
    refused("leave --participant out", "add", "--role", "operator", "--participant", "chat");
    for (String name : List.of("..", "a/b", "a\0b", "x".repeat(201))) {
      refused("is no participant's name", "add", "--role", "participant", "--participant", name);
    }
    refused("PARTICIPANT, OPERATOR", "add", "--role", "king");
    refused("No key 00112233", "remove", "00112233");
    assertThat(file()).doesNotExist();
    Files.writeString(file(), "no keys");
    refused("keys.json is no JSON", "list");
    refused("keys.json is no JSON", "add", "--role", "operator");
    assertThat(file()).hasContent("no keys");
  }

  private void refused(String named, String... args) {
    CommandLineRun run = keys(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString().startsWith("tokenmarket: ").contains(named);
  }

  private CommandLineRun keys(String... args) {
    List<String> all = new java.util.ArrayList<>(List.of("keys"));
    all.addAll(List.of(args));
    all.addAll(List.of("--file", file().toString()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private Path file() {
    return dir.resolve("keys.json");
  }

  private static String id(CommandLineRun added) {
    return added.out().get(0).substring(3, 11);
  }

  private static String secret(CommandLineRun added) {
    return added.out().get(0).substring(12);
  }
}
