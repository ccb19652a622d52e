package io.tokenmarket.simulation;

import io.tokenmarket.producers.population.Outage;
import io.tokenmarket.producers.population.PowerPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Makes a factory's plan of power of a scenario's fields. */
final class PowerReader {
  private final FieldPath place;
  private final Timeline timeline;

  /**
   * @param place of the factory
   */
  PowerReader(FieldPath place, Timeline timeline) {
    this.place = place;
    this.timeline = timeline;
  }

  PowerPlan read(ScenarioFile.Plant plant) {
    long kilowatts = kilowatts(plant);
    BigDecimal availability = plant.availability() == null ? BigDecimal.ONE : plant.availability();
    long online = timeline.interval(plant.online(), Long.MIN_VALUE);
    long retired = timeline.interval(plant.retired(), Long.MAX_VALUE);
    if (online >= retired) {
      throw place.at("retired").problem("is not after online; mend one of them");
    }
    List<Outage> outages = outages(plant.outages());
    return place
        .at("availability")
        .made(() -> new PowerPlan(kilowatts, availability, online, retired, outages));
  }

  private long kilowatts(ScenarioFile.Plant plant) {
    FieldPath power = place.at("megawatts");
    if (plant.pools() != null && plant.megawatts() != null) {
      throw power.problem("is what pools say; remove one of them");
    }
    BigDecimal megawatts =
        plant.pools() == null
            ? power.required(plant.megawatts(), "megawatts: 10")
            : PodReader.megawatts(plant);
    return power.whole(power.positive(megawatts), 3);
  }

  private List<Outage> outages(List<ScenarioFile.Outage> written) {
    List<Outage> outages = new ArrayList<>();
    for (int i = 0; written != null && i < written.size(); i++) {
      outages.add(outage(place.at("outages").at(i), written.get(i)));
    }
    return outages;
  }

  private Outage outage(FieldPath at, ScenarioFile.Outage written) {
    BigDecimal left = written.megawatts() == null ? BigDecimal.ZERO : written.megawatts();
    long kilowatts = at.at("megawatts").whole(left, 3);
    Window window = Window.of(at, timeline, written.from(), written.to());
    return at.made(() -> new Outage(window.from(), window.to(), kilowatts));
  }

  /** What the plan takes from the power, empty where that is nothing. */
  static String words(PowerPlan plan) {
    StringBuilder words = new StringBuilder();
    if (plan.availability().compareTo(BigDecimal.ONE) != 0) {
      words.append(", ").append(plan.availability()).append(" of it on offer");
    }
    if (plan.online() != Long.MIN_VALUE) {
      words.append(", on line from interval ").append(plan.online());
    }
    if (plan.retired() != Long.MAX_VALUE) {
      words.append(", retired at interval ").append(plan.retired());
    }
    plan.outages()
        .forEach(
            outage ->
                words.append(
                    ", %s MW in intervals %s to %s"
                        .formatted(
                            BigDecimal.valueOf(outage.kilowatts(), 3)
                                .stripTrailingZeros()
                                .toPlainString(),
                            outage.from(),
                            outage.to() - 1)));
    return words.toString();
  }
}
