package io.tokenmarket.rest;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.topology.views.LiveMarket;
import io.tokenmarket.topology.views.ParticipantEvent;
import io.tokenmarket.topology.views.ViewsDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** The way of commands to a market that answers at once; keeps what it was sent. */
final class LiveCommands implements Commands {
  private final ViewsDriver views;
  private final LiveMarket market;
  final List<SpecificRecord> sent = new ArrayList<>();

  LiveCommands(ViewsDriver views, LiveMarket market) {
    this.views = views;
    this.market = market;
  }

  @Override
  public synchronized CompletableFuture<Answer> submit(SpecificRecord command, String signature) {
    sent.add(command);
    market.send(command);
    String participant = (String) ((GenericRecord) command).get("participant");
    return CompletableFuture.completedFuture(answer(views.lastEvents(participant, 1).get(0)));
  }

  /** The last command of this type. */
  <T> T last(Class<T> type) {
    return type.cast(sent.get(sent.size() - 1));
  }

  private static Answer answer(ParticipantEvent told) {
    GenericRecord event = (GenericRecord) told.event();
    String id = (String) event.get("commandId");
    long position = (Long) event.get("logPosition");
    boolean repeated = (Boolean) event.get("repeated");
    return event.hasField("reason")
        ? new Answer.Rejected(
            id, (String) event.get("reason"), (String) event.get("detail"), position, repeated)
        : new Answer.Accepted(id, (String) event.get("orderId"), position, repeated);
  }
}
