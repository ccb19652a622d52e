package io.tokenmarket.replay;

import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** The topics of a {@link LogSource}, and the records that are on each. */
final class Recorded {
  /**
   * Of what is published, the topics that a record may lack, because the exchange that left it had
   * them not.
   */
  static final Set<String> LATER = Set.of(Topics.INDICATIVE_CLEARINGS, Topics.SETTLEMENTS);

  /** Those whose older records are deleted. */
  static final Set<String> FORGOTTEN = Set.of(Topics.ORDER_EVENTS, Topics.INDICATIVE_CLEARINGS);

  private Recorded() {}

  /** All topics where these views are kept, the market log first. */
  static List<String> topics(List<KeptViews> views) {
    List<String> topics = new ArrayList<>(List.of(Topics.MARKET_LOG));
    topics.addAll(Topics.PUBLISHED);
    views.forEach(kept -> topics.addAll(kept.topics()));
    return topics;
  }

  /** The records that may be on the topic; on all but the log and the published, views'. */
  static List<Schema> records(String topic) {
    List<Schema> records = RecordKind.schemas(topic);
    return records.isEmpty() ? List.of(Performance.getClassSchema()) : records;
  }
}
