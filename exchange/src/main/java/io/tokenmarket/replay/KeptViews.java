package io.tokenmarket.replay;

import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.ViewsTopology;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The views that one application keeps of what was sold: in the changelog of its one store of the
 * markets, whose keys name the view, or as before, and in older exports, in a changelog each.
 *
 * @param together whether they are in one
 */
record KeptViews(String application, boolean together) {
  private static final String ONE = "-" + ViewsTopology.MARKETS + "-changelog";

  /** The changelogs they are in. */
  List<String> topics() {
    return together
        ? List.of(application + ONE)
        : Arrays.stream(Grouping.values()).map(view -> application + each(view)).toList();
  }

  /** The view that a record is a row of, empty for one that is of none. */
  Optional<Grouping> view(String topic, String key) {
    return together
        ? Grouping.ofKey(key)
        : Arrays.stream(Grouping.values()).filter(it -> topic.endsWith(each(it))).findFirst();
  }

  /** Whether what is there under this key is sound, and no view of what was sold. */
  static boolean isOfAnother(String topic, String key) {
    return topic.endsWith(ONE) && ViewsTopology.isOfAnotherView(key);
  }

  /** Those whose topics are among these. */
  static List<KeptViews> among(Collection<String> topics) {
    return Stream.concat(
            among(topics, ONE).map(application -> new KeptViews(application, true)),
            among(topics, each(Grouping.MARKET))
                .map(application -> new KeptViews(application, false))
                .filter(kept -> topics.containsAll(kept.topics())))
        .toList();
  }

  /** The applications that have a topic with this ending. */
  private static Stream<String> among(Collection<String> topics, String ending) {
    return topics.stream()
        .filter(topic -> topic.endsWith(ending))
        .map(topic -> topic.substring(0, topic.length() - ending.length()))
        .sorted();
  }

  private static String each(Grouping view) {
    return "-" + view.view() + "-changelog";
  }
}
