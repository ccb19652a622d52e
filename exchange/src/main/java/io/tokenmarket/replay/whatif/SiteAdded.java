package io.tokenmarket.replay.whatif;

import io.tokenmarket.producers.population.Population;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A factory more, with an offer for every auction. It comes last, so of offers that are alike those
 * that were there run first.
 *
 * @param newcomer the factory alone
 */
record SiteAdded(Population newcomer, String words) implements Change {
  @Override
  public List<SpecificRecord> beforeGate(long interval) {
    return newcomer.commands(interval);
  }
}
