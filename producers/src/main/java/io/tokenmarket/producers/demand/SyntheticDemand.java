package io.tokenmarket.producers.demand;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Demand made up from a seed: a level, a shape over the day, and noise.
 *
 * <p>tokens = level x weight(app) x (1 + swing x sin(day)) x noise(app, window). Weights are
 * lognormal, so that few apps make most of the demand; the level is met on average over many apps,
 * and by any number of them where unevenness and noise are 0.
 *
 * @param seed the same seed gives the same demand
 * @param count number of apps
 * @param windows windows of one day, from its trough over its peak to the next trough
 * @param windowMillis length of a window
 * @param tokensPerSecond all apps together, on average
 * @param swing 0 for a flat day, 1 for a day whose trough is nothing
 * @param noise deviation of the logarithm of the factor drawn for every app and window
 * @param unevenness deviation of the logarithm of an app's weight; at 1 the top tenth of the apps
 *     makes about 40 % of demand
 */
public record SyntheticDemand(
    long seed,
    int count,
    int windows,
    long windowMillis,
    long tokensPerSecond,
    double swing,
    double noise,
    double unevenness)
    implements DemandSource {

  private static final double UNEVENNESS = 1.0;

  public SyntheticDemand {
    require(count >= 1 && count <= 100_000, "1 to 100,000 apps");
    require(windows >= 1, "at least one window");
    require(windowMillis >= 1, "windows of at least a millisecond");
    require(
        tokensPerSecond >= 0 && tokensPerSecond <= 1_000_000_000_000L,
        "0 to 10^12 tokens per second");
    require(swing >= 0 && swing <= 1, "a swing from 0 to 1");
    require(noise >= 0 && noise <= 2, "noise from 0 to 2");
    require(unevenness >= 0 && unevenness <= 2, "unevenness from 0 to 2");
  }

  /** Apps as uneven as is usual. */
  public SyntheticDemand(
      long seed,
      int count,
      int windows,
      long windowMillis,
      long tokensPerSecond,
      double swing,
      double noise) {
    this(seed, count, windows, windowMillis, tokensPerSecond, swing, noise, UNEVENNESS);
  }

  /** The same demand, drawn anew. */
  public SyntheticDemand withSeed(long other) {
    return new SyntheticDemand(
        other, count, windows, windowMillis, tokensPerSecond, swing, noise, unevenness);
  }

  /** A day of 120 windows of a second for 40 apps: what a first look at the exchange shows. */
  public static SyntheticDemand quickstart(long seed, long tokensPerSecond) {
    return new SyntheticDemand(seed, 40, 120, 1_000, tokensPerSecond, 0.5, 0.25);
  }

  @Override
  public List<String> apps() {
    return IntStream.range(0, count).mapToObj(SyntheticDemand::name).toList();
  }

  @Override
  public List<AppDemand> window(int window) {
    double level = meanPerApp() * shape(window);
    return IntStream.range(0, count).mapToObj(app -> demand(app, window, level)).toList();
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%,d made-up apps, %,d tokens/s, %,d windows of %s ms, seed %s",
        count,
        tokensPerSecond,
        windows,
        windowMillis,
        seed);
  }

  private AppDemand demand(int app, int window, double level) {
    String name = name(app);
    Draw draw = new Draw(seed).of(name);
    double tokens = level * weight(draw) * draw.of("noise").of(window).lognormal(noise);
    return new AppDemand(name, (long) tokens);
  }

  private double meanPerApp() {
    return (double) tokensPerSecond * windowMillis / 1_000 / count;
  }

  /** Of mean 1: the lognormal's mean is exp(sigma^2 / 2). */
  private double weight(Draw draw) {
    double mean = StrictMath.exp(unevenness * unevenness / 2);
    return draw.of("weight").lognormal(unevenness) / mean;
  }

  private double shape(int window) {
    double day = (window + 0.5) / windows;
    return 1 - swing * StrictMath.cos(2 * StrictMath.PI * day);
  }

  private static String name(int app) {
    String zeros = app < 10 ? "00" : app < 100 ? "0" : "";
    return "app-" + zeros + app;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new DemandException("synthetic demand needs " + what);
    }
  }
}
