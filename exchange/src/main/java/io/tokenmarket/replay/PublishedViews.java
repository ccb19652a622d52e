package io.tokenmarket.replay;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.Performances;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the views hold, compared with what the clearings give. A view is a table whose rows may be
 * written again, so it is read whole and the last of each row counts: memory grows with the number
 * of rows, some 500 bytes each.
 *
 * <p>Views follow the clearings: they may lack the last ones of a market, but none before one that
 * they have.
 */
final class PublishedViews {
  private record Row(Grouping view, String market, String subject, long interval) {
    static Row of(Grouping view, Performance row) {
      return new Row(view, row.getMarket(), row.getSubject(), row.getInterval());
    }
  }

  private final Map<Row, Performance> rows = new HashMap<>();
  private final ReplayTotals tally;

  /** The first row that a view lacks, by view and market. */
  private final Map<String, Performance> lacking = new HashMap<>();

  private PublishedViews(ReplayTotals tally) {
    this.tally = tally;
  }

  /**
   * The views of the source.
   *
   * @param kept by one application
   */
  static PublishedViews read(LogSource source, KeptViews kept, ReplayTotals tally) {
    PublishedViews views = new PublishedViews(tally);
    for (String topic : kept.topics()) {
      for (int p = 0; p < source.partitions(topic); p++) {
        views.read(kept, topic, p, source.open(topic, p));
      }
    }
    return views;
  }

  private void read(KeptViews kept, String topic, int partition, RecordStream stream) {
    try (RecordStream records = stream) {
      while (records.hasNext()) {
        LogRecord record = records.next();
        Optional<Grouping> view = kept.view(topic, record.key());
        if (view.isPresent() && record.value() instanceof Performance row) {
          put(view.get(), row);
        } else {
          tally.strange(new ForeignRecord(topic, partition, record.offset()));
        }
      }
    }
  }

  private void put(Grouping view, Performance row) {
    rows.put(Row.of(view, row), row);
  }

  /**
   * @throws Differs where a row of this clearing is missing or another
   */
  void compare(Clearing clearing) {
    for (Grouping view : Grouping.values()) {
      Performances.of(clearing, view).forEach(row -> compare(view, row));
    }
  }

  private void compare(Grouping view, Performance recomputed) {
    String ordered = view + "/" + recomputed.getMarket();
    Performance published = rows.remove(Row.of(view, recomputed));
    if (published == null) {
      lacking.putIfAbsent(ordered, recomputed);
      return;
    }
    Performance gap = lacking.get(ordered);
    if (gap != null) {
      throw differs(view, gap, whole(Difference.NOTHING, FieldDifference.text(gap)));
    }
    tally.views++;
    FieldDifference.firstDifferent(published, recomputed)
        .ifPresent(
            fields -> {
              throw differs(view, recomputed, fields);
            });
  }

  /**
   * @throws Differs where a row is left that no clearing gives
   */
  void requireNoMore() {
    rows.forEach(
        (row, published) -> {
          throw differs(
              row.view(), published, whole(FieldDifference.text(published), Difference.NOTHING));
        });
  }

  private static FieldDifference whole(String published, String recomputed) {
    return new FieldDifference("record", published, recomputed);
  }

  private static Differs differs(Grouping view, Performance row, FieldDifference fields) {
    return new Differs(
        new Difference(
            view.view(),
            row.getMarket(),
            row.getInterval(),
            row.getLogPosition(),
            row.getSubject() + "." + fields.path(),
            fields.published(),
            fields.recomputed()));
  }
}
