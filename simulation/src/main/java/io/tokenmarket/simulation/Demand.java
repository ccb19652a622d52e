package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.DemandSource;
import io.tokenmarket.producers.demand.SyntheticDemand;
import io.tokenmarket.producers.demand.TraceOptions;
import io.tokenmarket.producers.demand.Week;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a scenario's apps ask for; a trace is named here and opened on demand. */
public sealed interface Demand {

  /**
   * A source and the factor on its quantities.
   *
   * @param words the source and the factor, for whoever reads the result
   */
  record Scaled(DemandSource source, BigDecimal scale, String words) {}

  /**
   * @param seed of the scenario
   * @throws ScenarioException where a trace is needed and none is named
   * @throws io.tokenmarket.producers.demand.DemandException where the trace cannot be used
   */
  Scaled open(long seed);

  /**
   * The same level of demand in the shape of another trace.
   *
   * @param trace {@code servegen:FILE} or {@code azure:FILE}
   */
  Demand shapedBy(String trace);

  /**
   * Demand made up from the seed.
   *
   * @param week factors of its days, empty where all are alike
   */
  record Synthetic(SyntheticDemand shape, List<BigDecimal> week) implements Demand {

    @Override
    public Scaled open(long seed) {
      SyntheticDemand day = shape.withSeed(seed);
      DemandSource source = week.isEmpty() ? day : new Week(day, week);
      return new Scaled(source, BigDecimal.ONE, source.describe());
    }

    @Override
    public Demand shapedBy(String trace) {
      Level level = new MeanLevel(shape.tokensPerSecond());
      return new Traced(kindOf(trace), Optional.of(trace), TraceOptions.standard(), level);
    }
  }

  /**
   * Recorded demand.
   *
   * @param kind servegen or azure
   * @param trace kind and file, empty where the command line is to name it
   */
  record Traced(String kind, Optional<String> trace, TraceOptions options, Level level)
      implements Demand {

    @Override
    public Scaled open(long seed) {
      String named = trace.orElseThrow(this::unnamed);
      DemandSource source = DemandSource.open(named, options);
      BigDecimal scale = level.scale(source);
      String words =
          "%s, %s, every quantity x %s"
              .formatted(named, source.describe(), scale.stripTrailingZeros().toPlainString());
      return new Scaled(source, scale, words);
    }

    @Override
    public Demand shapedBy(String other) {
      TraceOptions read = kindOf(other).equals(kind) ? options : TraceOptions.standard();
      return new Traced(kindOf(other), Optional.of(other), read, level);
    }

    private ScenarioException unnamed() {
      return new ScenarioException(
          "the scenario takes its demand from a trace that is not shipped: name it with --demand %s:FILE (docs/scenarios.md says where to get one)"
              .formatted(kind));
    }
  }

  /** How much of a trace's quantities is asked for. */
  sealed interface Level {
    BigDecimal scale(DemandSource source);
  }

  /** A stated factor. */
  record Factor(BigDecimal scale) implements Level {
    @Override
    public BigDecimal scale(DemandSource source) {
      return scale;
    }
  }

  /** The factor that makes all apps together ask for this much on average, to three decimals. */
  record MeanLevel(long tokensPerSecond) implements Level {
    @Override
    public BigDecimal scale(DemandSource source) {
      BigInteger tokens = tokens(source);
      if (tokens.signum() == 0) {
        throw new ScenarioException("the trace asks for no token at all: take another one");
      }
      BigDecimal seconds =
          BigDecimal.valueOf(source.windowMillis(), 3)
              .multiply(BigDecimal.valueOf(source.windows()));
      return BigDecimal.valueOf(tokensPerSecond)
          .multiply(seconds)
          .divide(new BigDecimal(tokens), 3, RoundingMode.HALF_UP);
    }

    private static BigInteger tokens(DemandSource source) {
      return IntStream.range(0, source.windows())
          .mapToObj(source::window)
          .flatMap(List::stream)
          .map(wish -> BigInteger.valueOf(wish.tokens()))
          .reduce(BigInteger.ZERO, BigInteger::add);
    }
  }

  private static String kindOf(String trace) {
    return trace.split(":", 2)[0];
  }
}
