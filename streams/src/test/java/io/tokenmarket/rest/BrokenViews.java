package io.tokenmarket.rest;

import io.tokenmarket.topology.views.MarketReplicas;
import io.tokenmarket.topology.views.Progress;
import io.tokenmarket.topology.views.StoreViews;
import io.tokenmarket.topology.views.ViewsUnavailableException;
import io.tokenmarket.topology.views.Watch;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Views that fail. */
final class BrokenViews extends StoreViews {
  private final RuntimeException failure;
  private final Watch watch = new Watch();

  BrokenViews(RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public Optional<String> unavailable() {
    return failure instanceof ViewsUnavailableException
        ? Optional.of(failure.getMessage())
        : Optional.empty();
  }

  @Override
  public MarketReplicas replicas() {
    throw failure;
  }

  @Override
  public Watch watch() {
    return watch;
  }

  @Override
  public List<Progress> progress() {
    throw failure;
  }

  @Override
  protected boolean isDeleted(SpecificRecord event) {
    return false;
  }

  @Override
  protected <V> ReadOnlyKeyValueStore<String, V> store(String name, String key) {
    throw failure;
  }
}
