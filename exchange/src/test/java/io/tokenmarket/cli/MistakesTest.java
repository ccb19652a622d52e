package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Role;
import io.tokenmarket.sandbox.DataFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets for a mistake: one sentence that names it, exit code 2, nothing started. */
class MistakesTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          frob                                 | Unmatched argument at index 0: 'frob'
          run --frob                           | Unknown option: '--frob'
          run --port abc                       | 'abc' is not an int
          run --port 70000                     | There is no port 70000
          run --kafka-port 70000               | There is no port 70000; choose 1 to 65535 with --kafka-port
          run --registry-port -1               | There is no port -1; choose 1 to 65535 with --registry-port
          broker --kafka-port x                | 'x' is not an int
          broker --data pom.xml                | pom.xml
          run --host 0.0.0.0                   | A node without keys does not listen on 0.0.0.0
          run --cors *                         | --cors * is no origin
          run --rate-limit -1                  | --rate-limit -1 is less than nothing
          run --tls-keystore node.p12          | --tls-password-file
          run --tls-keystore no.p12 --tls-password-file nowhere | The password file nowhere cannot be read
          run --keys pom.xml                   | The keys file pom.xml is no JSON
          topics --bootstrap-servers b --schema-registry s --kafka-config nowhere | --kafka-config nowhere
          run --intervals 0                    | --intervals 0 holds no auction
          run --interval 1x                    | --interval 1x is not a time
          run --scenario nowhere.yaml          | nowhere.yaml
          run --demand tape:file               | give servegen:FILE or azure:FILE
          run --demand azure:nowhere.csv       | nowhere.csv
          produce --bootstrap-servers nowhere --schema-registry http://nowhere --sign-key none.pem | none.pem holds no private Ed25519 key
          serve --bootstrap-servers b --schema-registry s --config application.id=mine | The setting application.id is the exchange's own
          verify --bootstrap-servers b --schema-registry s --config isolation.level=read_uncommitted | which has read_committed
          topics --bootstrap-servers b --schema-registry s --exchange Berlin | --exchange "Berlin" names no exchange
          run --keys none.json                 | There is no keys file none.json; make it with keys add
          run --scenario src                   | src cannot be read (Is a directory)
          run --demand azure:src               | demand file src cannot be read: Is a directory
          market budget --dollars x            | 'x' is not a decimal number
          market budget --dollars 1e99999999   | '1e99999999' is beyond what is counted here
          market budget --period WEEK          | expected one of [DAY, YEAR]
          simulate src                         | src cannot be read (Is a directory)
          simulate quickstart --intervals 1 --report / | / cannot be written (Is a directory)
          simulate quickstart --intervals 1 --csv pom.xml | pom.xml cannot be written (there is a file of that name)
          simulate quickstart --intervals 1 --report pom.xml/x | cannot be written
          compare quickstart --intervals 1 --csv src | --csv src cannot be written (Is a directory)
          compare quickstart --intervals 1 --csv no/such | there is no such file or folder
          verify --log nowhere                 | nowhere holds no exported log
          keys list --file nowhere             | There is no keys file nowhere
          keys list --file src                 | The keys file src cannot be read: Is a directory
          topics                               | --bootstrap-servers is missing; give it, or a --kafka-config
          topics --bootstrap-servers nowhere --schema-registry http://nowhere | nowhere
          """)
  void aMistakeIsNamed(String args, String named) {
    refused(named, (args.startsWith("run") ? args + " --data " + dir : args).split(" "));
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      refused("Port " + port + " is taken", "run", "--data", dir.toString(), "--port", port);
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    Path keys = dir.resolve("keys.json");
    new KeysFile(keys).add(Role.OPERATOR, null);
    refused(
        "nowhere.example is no address of this machine",
        "run",
        "--data",
        dir.toString(),
        "--host",
        "nowhere.example",
        "--keys",
        keys.toString());
  }

  @Test
  void aDataFolderInUseIsNamed() {
    try (DataFolder used = DataFolder.open(dir)) {
      refused("in use by another run", "run", "--data", used.resolve("").toString());
    }
  }

  @Test
  void aDataFolderThatCannotBeOneIsNamed() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));
    refused(file + " cannot be written", "run", "--data", file.toString());
  }

  @Test
  void whatIsNoFaultOfTheUsersIsToldInOneSentenceToo() {
    assertThat(Mistakes.fatal(new OutOfMemoryError("Java heap space")))
        .contains("too little memory (Java heap space)");
  }

  private static void refused(String named, String... args) {
    CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString().startsWith("tokenmarket: ").contains(named);
  }
}
