package io.tokenmarket.rest;

import io.tokenmarket.topology.views.MarketReplicas;
import io.tokenmarket.topology.views.Progress;
import io.tokenmarket.topology.views.StoreViews;
import io.tokenmarket.topology.views.Watch;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Views that have nothing and take one other node for the one that has all. */
final class ElsewhereViews extends StoreViews {
  private final Watch watch = new Watch();
  private volatile int port;

  /**
   * @param port where the other node is
   */
  ElsewhereViews(int port) {
    this.port = port;
  }

  /** Takes another node for it from now on. */
  void take(int other) {
    port = other;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Optional<String> elsewhere(String name) {
    return Optional.of("localhost:" + port);
  }

  @Override
  public MarketReplicas replicas() {
    throw new AssertionError("this node has nothing");
  }

  @Override
  public Watch watch() {
    return watch;
  }

  @Override
  public List<Progress> progress() {
    return List.of();
  }

  @Override
  protected boolean isDeleted(SpecificRecord event) {
    return false;
  }

  @Override
  protected <V> ReadOnlyKeyValueStore<String, V> store(String name, String key) {
    throw new AssertionError("this node has nothing");
  }
}
