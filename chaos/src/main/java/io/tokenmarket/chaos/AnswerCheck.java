package io.tokenmarket.chaos;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.Answer.Accepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every command has one answer, the one its sender was given; whatever else is said to it repeats
 * that answer. No order ends twice.
 */
final class AnswerCheck {
  private static final String CONFLICT = "COMMAND_ID_CONFLICT";

  /** What names a command among all markets. */
  private record Named(String market, CommandName command) {
    static Named of(GenericRecord record, String id) {
      return new Named(
          text(record, "market"), new CommandName(text(record, "participant"), text(record, id)));
    }
  }

  private final Map<Named, List<GenericRecord>> answers = new HashMap<>();
  private final Set<Named> ended = new HashSet<>();

  private AnswerCheck() {}

  /**
   * @param sent commands that all have an answer
   * @throws BrokenPromiseException naming the first command of which it does not hold
   */
  static void check(Published published, Collection<Sent> sent) {
    AnswerCheck check = new AnswerCheck();
    published.events().entrySet().stream()
        .filter(stream -> stream.getKey().topic().equals(Topics.ORDER_EVENTS))
        .forEach(stream -> stream.getValue().forEach(check::add));
    sent.forEach(check::check);
  }

  private void add(SpecificRecord event) {
    if (event instanceof OrderCancelled cancelled && !cancelled.getRepeated()) {
      end(cancelled);
    }
    if (event instanceof OrderExpired || event instanceof OrderFilled) {
      end((GenericRecord) event);
    } else if (!(event instanceof OrderAwarded)) {
      GenericRecord answer = (GenericRecord) event;
      answers
          .computeIfAbsent(Named.of(answer, "commandId"), command -> new ArrayList<>())
          .add(answer);
    }
  }

  private void end(GenericRecord event) {
    require(ended.add(Named.of(event, "orderId")), text(event, "orderId"), "ends twice");
  }

  private void check(Sent command) {
    List<GenericRecord> own =
        answers
            .getOrDefault(Named.of((GenericRecord) command.body(), "commandId"), List.of())
            .stream()
            .filter(answer -> !(command.isConflicting() && isConflict(answer)))
            .toList();
    require(!own.isEmpty(), command.id(), "is acknowledged, but no answer is published");
    require(!repeated(own.get(0)), command.id(), "is answered first by a repetition");
    require(
        own.stream().skip(1).allMatch(AnswerCheck::repeated),
        command.id(),
        "is answered more than once: " + own);
    own.forEach(
        answer ->
            require(
                same(command.answer().join(), answer),
                command.id(),
                "was answered " + command.answer().join() + ", but published is " + own));
  }

  private static boolean isConflict(GenericRecord answer) {
    return answer instanceof OrderRejected refusal && refusal.getReason().equals(CONFLICT);
  }

  private static boolean repeated(GenericRecord answer) {
    return (boolean) answer.get("repeated");
  }

  private static boolean same(Answer given, GenericRecord published) {
    boolean position = given.logPosition() == (long) published.get("logPosition");
    return position && given instanceof Accepted == !(published instanceof OrderRejected);
  }

  private static String text(GenericRecord record, String field) {
    return (String) record.get(field);
  }

  private static void require(boolean holds, String command, String otherwise) {
    if (!holds) {
      throw new BrokenPromiseException("command " + command + " " + otherwise);
    }
  }
}
