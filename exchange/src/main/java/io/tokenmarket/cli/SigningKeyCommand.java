package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.CommandSigner;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.producers.client.SigningKeyFile;
import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.KeyDefinition;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signing-key}: what an operator does about participants' keys. */
@Command(
    name = "signing-key",
    description = {
      "Register the key that a participant's commands to a market must be signed with, or remove it.",
      "To be run by the market's operator, who may write to market-operations."
    },
    mixinStandardHelpOptions = true)
final class SigningKeyCommand implements Callable<Integer> {
  private static final Duration VALIDITY = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--market", required = true, description = "The market.")
  private String market;

  @Option(names = "--operator", required = true, description = "Who defined the market.")
  private String operator;

  @Option(names = "--owner", required = true, description = "Whose key it is.")
  private String owner;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Change change;

  @Option(
      names = "--sign-key",
      paramLabel = "FILE",
      description = "The operator's private key, where he has one himself.")
  private Path signKey;

  private static final class Change {
    @Option(
        names = "--public-key",
        paramLabel = "BASE64",
        description = {
          "The 32 bytes of the Ed25519 key:",
          "openssl pkey -in key.pem -pubout -outform DER | tail -c 32 | base64"
        })
    private String publicKey;

    @Option(names = "--remove", description = "No key: commands need no signature.")
    private boolean remove;
  }

  @Override
  public Integer call() throws InterruptedException {
    AvroTrust.grant();
    cluster.connect().close();
    try (ExchangeConnection exchange = ExchangeConnection.open(cluster.settings())) {
      if (signKey != null) {
        exchange.signFor(operator, new CommandSigner(privateKey(), VALIDITY));
      }
      report(answer(exchange));
    }
    return 0;
  }

  private PrivateKey privateKey() {
    try {
      return SigningKeyFile.read(signKey).getPrivate();
    } catch (IllegalArgumentException noKey) {
      throw new UsageException(noKey.getMessage(), noKey);
    }
  }

  private Answer answer(ExchangeConnection exchange) {
    String id = "key-" + UUID.randomUUID();
    KeyDefinition command = new KeyDefinition(id, market, operator, owner, change.publicKey);
    try {
      return exchange.submit(command).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ExchangeException silence ? silence : e;
    }
  }

  private void report(Answer answer) {
    if (answer instanceof Answer.Rejected refusal) {
      throw new UsageException(
          "Market %s refuses it (%s): %s.".formatted(market, refusal.reason(), refusal.detail()));
    }
    spec.commandLine()
        .getOut()
        .printf(
            "From log position %s on, %s %s\n",
            answer.logPosition(),
            owner,
            change.remove ? "needs no signature" : "signs with " + change.publicKey);
    spec.commandLine().getOut().flush();
  }
}
