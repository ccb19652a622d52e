package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.sandbox.StandingRules;
import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code market}: what an operator does to a market, through the log like every command. */
@Command(
    name = "market",
    description = {
      "Define, halt or resume a market, or give a consumer a budget.",
      "To be run by the market's operator, who may write to the operator's topics."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class MarketCommand {
  @Spec private CommandSpec spec;

  /** Whose market it is, and where. */
  static final class Operation {
    @Mixin private ClusterOptions cluster;

    @Option(names = "--market", required = true, description = "The market.")
    private String market;

    @Option(
        names = "--operator",
        defaultValue = "operator",
        description = "Who defined the market. Default: ${DEFAULT-VALUE}.")
    private String operator;
  }

  /** Of a budget. */
  enum Period {
    DAY,
    YEAR
  }

  @Command(description = "No orders and no auctions from here on.", mixinStandardHelpOptions = true)
  void halt(@Mixin Operation on) throws InterruptedException {
    tell(on, new MarketHalted(newId(), on.market, on.operator), "is halted");
  }

  @Command(description = "Ends a halt.", mixinStandardHelpOptions = true)
  void resume(@Mixin Operation on) throws InterruptedException {
    tell(on, new MarketResumed(newId(), on.market, on.operator), "goes on");
  }

  @Command(
      description = {
        "Defines the market as a scenario has it; its calendar begins now.",
        "Where it stands already, other rules hold from the auction after the coming one on;"
            + " calendar, interval and tiers stay as they are."
      },
      mixinStandardHelpOptions = true)
  void define(
      @Mixin Operation on,
      @Option(
              names = "--scenario",
              required = true,
              paramLabel = "SCENARIO",
              description = "A shipped scenario by its name, or a YAML file.")
          String scenario)
      throws InterruptedException {
    MarketDefinition rules =
        MarketDefinition.newBuilder(Scenario.named(scenario).definition())
            .setCommandId(newId())
            .setMarket(on.market)
            .setParticipant(on.operator)
            .build();
    try (ExchangeConnection exchange = connect(on)) {
      Optional<MarketDefinition> standing = StandingRules.of(on.cluster.settings(), rules);
      if (standing.isEmpty() || !isChanged(on, exchange, rules, standing.get())) {
        Answer opened = answer(exchange, StandingRules.opening(rules, Duration.ZERO));
        report(on, opened, "has the rules of " + scenario);
      }
    }
  }

  /** Whether there is such a market: what was sent to define it may have been refused. */
  private boolean isChanged(
      Operation on,
      ExchangeConnection exchange,
      MarketDefinition rules,
      MarketDefinition standing) {
    MarketDefinition change =
        MarketDefinition.newBuilder(StandingRules.continuing(rules, standing))
            .setCommandId(newId())
            .setChange(true)
            .build();
    Answer answer = answer(exchange, change);
    if (answer instanceof Answer.Rejected refusal && refusal.reason().equals("UNKNOWN_MARKET")) {
      return false;
    }
    report(on, answer, "has other rules behind its coming gate");
    return true;
  }

  @Command(
      description = "Bounds what a consumer may spend in the market.",
      mixinStandardHelpOptions = true)
  void budget(
      @Mixin Operation on,
      @Option(names = "--consumer", required = true, description = "Whose budget.") String consumer,
      @Option(
              names = "--period",
              required = true,
              description = "${COMPLETION-CANDIDATES}, in UTC.")
          Period period,
      @Option(names = "--dollars", required = true, description = "Most he may spend in it.")
          BigDecimal dollars)
      throws InterruptedException {
    tell(
        on,
        new BudgetDefinition(
            newId(), on.market, on.operator, consumer, period.name(), nanoDollars(dollars), null),
        "lets %s spend $%s a %s".formatted(consumer, dollars.toPlainString(), period));
  }

  private static long nanoDollars(BigDecimal dollars) {
    if (dollars.signum() < 0) {
      throw new UsageException(
          "--dollars %s is less than nothing; give 0 or more.".formatted(dollars));
    }
    try {
      return Units.nanoDollars(dollars);
    } catch (ArithmeticException beyond) {
      throw new UsageException(
          "--dollars %s has more than nine decimals or is beyond 9 billion.".formatted(dollars),
          beyond);
    }
  }

  private static String newId() {
    return "market-" + UUID.randomUUID();
  }

  private void tell(Operation on, SpecificRecord command, String done) throws InterruptedException {
    try (ExchangeConnection exchange = connect(on)) {
      report(on, answer(exchange, command), done);
    }
  }

  private static ExchangeConnection connect(Operation on) throws InterruptedException {
    AvroTrust.grant();
    on.cluster.connect().close();
    return ExchangeConnection.open(on.cluster.settings());
  }

  private void report(Operation on, Answer answer, String done) {
    if (answer instanceof Answer.Rejected refusal) {
      throw new UsageException(
          "Market %s refuses it (%s): %s."
              .formatted(on.market, refusal.reason(), refusal.detail()));
    }
    spec.commandLine()
        .getOut()
        .printf("From log position %s on, %s %s\n", answer.logPosition(), on.market, done);
    spec.commandLine().getOut().flush();
  }

  private static Answer answer(ExchangeConnection exchange, SpecificRecord command) {
    try {
      return exchange.submit(command).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ExchangeException silence ? silence : e;
    }
  }
}
