package io.tokenmarket.topology.views;

import static java.util.stream.Collectors.toMap;

import io.tokenmarket.schemas.Clearing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The views of one answer that spans markets of several nodes: what this node has, and parts that
 * others have told. What is neither here nor told cannot be answered.
 */
final class GatheredViews extends StoreViews {
  private final Views here;
  private final Map<String, Part> told;

  /**
   * @param told by the nodes that have these markets
   */
  GatheredViews(Views here, Collection<Part> told) {
    this.here = here;
    this.told = told.stream().collect(toMap(Part::market, part -> part));
  }

  private Part part(String market) {
    Part part = told.get(market);
    if (part == null) {
      throw new ViewsUnavailableException(
          "The part of market \"" + market + "\" has not come from the node that has it.");
    }
    return part;
  }

  @Override
  public Optional<Clearing> latestClearing(String market) {
    return told.containsKey(market) || elsewhere(market).isPresent()
        ? part(market).latest()
        : here.latestClearing(market);
  }

  @Override
  public boolean performed(Grouping grouping, String subject, String market) {
    return told.containsKey(market) || elsewhere(market).isPresent()
        ? part(market).performed()
        : here.performed(grouping, subject, market);
  }

  @Override
  public void performances(
      Grouping grouping,
      String subject,
      String market,
      long from,
      long to,
      Predicate<Performed> whileWanted) {
    if (told.containsKey(market) || elsewhere(market).isPresent()) {
      part(market).performances().stream()
          .filter(done -> done.sold().getInterval() >= from && done.sold().getInterval() < to)
          .takeWhile(whileWanted)
          .forEach(shown -> {});
    } else {
      here.performances(grouping, subject, market, from, to, whileWanted);
    }
  }

  @Override
  public Optional<String> unavailable() {
    return here.unavailable();
  }

  @Override
  public Optional<String> elsewhere(String name) {
    return here.elsewhere(name);
  }

  @Override
  public MarketReplicas replicas() {
    return here.replicas();
  }

  @Override
  public Watch watch() {
    return here.watch();
  }

  @Override
  public List<Progress> progress() {
    return here.progress();
  }

  @Override
  protected <V> ReadOnlyKeyValueStore<String, V> store(String name, String key) {
    return here.store(name, key);
  }

  @Override
  protected long moves() {
    return here.moves();
  }

  @Override
  protected boolean isDeleted(SpecificRecord event) {
    return here.isDeleted(event);
  }
}
