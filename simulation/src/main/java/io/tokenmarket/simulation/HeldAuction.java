package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.OpenOrder;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * One interval of a run.
 *
 * @param answers to the commands of the interval, in the order of the log
 * @param orders open when the gate closed, in the order of the log
 * @param events of the gate, the clearing first
 */
public record HeldAuction(
    List<SpecificRecord> answers, List<OpenOrder> orders, List<SpecificRecord> events) {

  /**
   * The result.
   *
   * @throws IllegalStateException where the auction failed by itself
   */
  public Clearing clearing() {
    if (events.get(0) instanceof MarketChanged failed) {
      throw new IllegalStateException(failed.getDetail());
    }
    return (Clearing) events.get(0);
  }
}
