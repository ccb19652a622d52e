package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/**
 * Which commands of a batch are refused before the log, each by itself as one that comes alone is.
 *
 * @param admitted those that may enter the log
 * @param refusals the answers to the others
 */
record BatchAdmission(List<BatchedCommand> admitted, List<OrderRejected> refusals) {

  /**
   * @param key the record's key, null where it has none
   * @param bytes how long the record is
   * @param turns so many commands its sender may send now
   * @throws UndecodableException where a refusal could reach nobody
   */
  static BatchAdmission of(byte[] key, CommandBatch batch, int bytes, int turns)
      throws UndecodableException {
    List<BatchedCommand> admitted = new ArrayList<>(batch.getCommands().size());
    List<OrderRejected> refusals = new ArrayList<>();
    for (BatchedCommand each : batch.getCommands()) {
      Admission admission =
          new Admission(key, (GenericRecord) each.getCommand(), each.getSignature());
      admission.requireAddressee();
      boolean mayCome = admitted.size() + refusals.size() < turns;
      Optional<OrderRejected> refusal = refusal(admission, batch, bytes, mayCome);
      refusal.ifPresentOrElse(refusals::add, () -> admitted.add(each));
    }
    return new BatchAdmission(admitted, refusals);
  }

  private static Optional<OrderRejected> refusal(
      Admission admission, CommandBatch batch, int bytes, boolean mayCome) {
    int commands = batch.getCommands().size();
    if (commands > Batches.MOST_COMMANDS || bytes > Batches.LONGEST) {
      return Optional.of(admission.batchTooLarge(commands, bytes));
    }
    return mayCome ? admission.refusalIn(batch) : Optional.of(admission.tooMany());
  }

  /** The batch without what is refused. */
  CommandBatch of(CommandBatch batch) {
    return new CommandBatch(batch.getMarket(), batch.getParticipant(), admitted);
  }
}
