package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.producers.client.SigningKeyFile;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.sandbox.Participants;
import io.tokenmarket.simulation.Scenario;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The simulated participants against a real cluster. */
@Command(
    name = "produce",
    description = "Run simulated factories and apps against a running exchange.",
    mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster;
  @Mixin private ScenarioOptions scenario;
  @Mixin private AuctionPrinter printer;

  @Option(
      names = "--sign-key",
      paramLabel = "FILE",
      description = {
        "Sign every command with this private key (Ed25519, PKCS#8 in PEM), which is first",
        "registered for every participant. To make one: openssl genpkey -algorithm ed25519"
      })
  private Path signKey;

  @Override
  public Integer call() throws InterruptedException {
    try (StopSignal stop = StopSignal.listen()) {
      Scenario chosen = scenario.scenario();
      Population population = chosen.population();
      Optional<KeyPair> key = key();
      cluster.connect().close();
      printer.tell("Starting %s".formatted(population));
      try (Participants participants =
          ScenarioOptions.connect(cluster.settings(), chosen, population)) {
        key.ifPresent(participants::signWith);
        participants.begin();
        printer.print(participants, population.market(), stop, () -> {});
      }
    }
    return 0;
  }

  private Optional<KeyPair> key() {
    try {
      return Optional.ofNullable(signKey).map(SigningKeyFile::read);
    } catch (IllegalArgumentException noKey) {
      throw new UsageException(noKey.getMessage(), noKey);
    }
  }
}
