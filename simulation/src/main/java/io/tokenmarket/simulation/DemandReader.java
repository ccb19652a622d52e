package io.tokenmarket.simulation;

import io.tokenmarket.producers.demand.SyntheticDemand;
import io.tokenmarket.producers.demand.TraceOptions;
import io.tokenmarket.producers.demand.Week;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a scenario's demand of its fields. */
final class DemandReader {
  private static final int APPS = 20;
  private static final BigDecimal SWING = new BigDecimal("0.5");
  private static final BigDecimal NOISE = new BigDecimal("0.25");
  private static final BigDecimal UNEVENNESS = BigDecimal.ONE;

  private final FieldPath place;
  private final Path folder;
  private final Timeline timeline;
  private final long intervals;

  DemandReader(FieldPath place, Path folder, Timeline timeline, long intervals) {
    this.place = place;
    this.folder = folder;
    this.timeline = timeline;
    this.intervals = intervals;
  }

  Demand read(ScenarioFile.Demand written) {
    String source = place.at("source").required(written.source(), "source: synthetic");
    place.at("source").known(source, List.of("synthetic", "servegen", "azure"));
    return source.equals("synthetic") ? synthetic(written) : trace(source, written);
  }

  private Demand synthetic(ScenarioFile.Demand written) {
    refused("file", written.file());
    refused("scale", written.scale());
    long level =
        place.at("tokensPerSecond").required(written.tokensPerSecond(), "tokensPerSecond: 1000000");
    SyntheticDemand shape =
        place.made(
            () ->
                new SyntheticDemand(
                    0,
                    or(written.apps(), APPS),
                    or(written.windows(), (int) Math.min(intervals, Integer.MAX_VALUE)),
                    windowMillis(written),
                    level,
                    or(written.swing(), SWING).doubleValue(),
                    or(written.noise(), NOISE).doubleValue(),
                    or(written.unevenness(), UNEVENNESS).doubleValue()));
    List<BigDecimal> week = or(written.week(), List.<BigDecimal>of());
    if (!week.isEmpty()) {
      place.at("week").made(() -> new Week(shape, week));
    }
    return new Demand.Synthetic(shape, week);
  }

  private Demand trace(String source, ScenarioFile.Demand written) {
    refused("swing", written.swing());
    refused("noise", written.noise());
    refused("unevenness", written.unevenness());
    refused("week", written.week());
    if ((written.scale() == null) == (written.tokensPerSecond() == null)) {
      throw place.problem("needs one of scale and tokensPerSecond, such as 'scale: 1000'");
    }
    if (written.scale() != null) {
      place.at("scale").positive(written.scale());
    }
    TraceOptions options =
        place.made(
            () ->
                new TraceOptions(
                    or(written.windows(), Integer.MAX_VALUE),
                    or(written.apps(), APPS),
                    Duration.ofMillis(windowMillis(written))));
    Optional<String> trace =
        Optional.ofNullable(written.file()).map(file -> source + ":" + folder.resolve(file));
    return new Demand.Traced(source, trace, options, level(written));
  }

  private Demand.Level level(ScenarioFile.Demand written) {
    return written.scale() == null
        ? new Demand.MeanLevel(written.tokensPerSecond())
        : new Demand.Factor(written.scale());
  }

  private long windowMillis(ScenarioFile.Demand written) {
    FieldPath field = place.at("windowSeconds");
    return written.windowSeconds() == null
        ? timeline.intervalMillis()
        : field.whole(field.positive(written.windowSeconds()), 3);
  }

  private void refused(String field, Object value) {
    if (value != null) {
      throw place.at(field).problem("does not belong to this source; remove the line");
    }
  }

  private static <T> T or(T value, T standard) {
    return value == null ? standard : value;
  }
}
