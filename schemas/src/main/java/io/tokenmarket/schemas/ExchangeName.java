package io.tokenmarket.schemas;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which of the exchanges on a cluster. Everything an exchange has there carries its name: topics,
 * groups, transactions, and what is made of them. The one exchange of a cluster needs no name.
 *
 * @param name empty for the exchange without a name
 */
public record ExchangeName(String name) {
  /** The setting that says it, empty or missing for the exchange without a name. */
  public static final String SETTING = "exchange.name";

  /** Without a dot, so that no exchange's names begin like those of another. */
  private static final Pattern FORM = Pattern.compile("([a-z0-9][a-z0-9-]{0,39})?");

  private static final String APPLICATION = "token-market";

  /** With the number of their layout: another makes the views read the history from its start. */
  private static final String VIEWS = "-views-2";

  /** The exchange of a cluster that has but one. */
  public static final ExchangeName NONE = new ExchangeName("");

  /**
   * @throws IllegalArgumentException where it is no name, with a sentence that says so
   */
  public ExchangeName {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" names no exchange; a name has 1 to 40 lower-case letters, digits and hyphens"
                  .formatted(name)
              + " and begins with a letter or a digit");
    }
  }

  /** The exchange that settings speak of. */
  public static ExchangeName of(Map<String, ?> settings) {
    Object name = settings.get(SETTING);
    return name == null ? NONE : new ExchangeName(name.toString());
  }

  /** What one of the {@link Topics} is called on the cluster. */
  public String topic(String logical) {
    return prefix() + logical;
  }

  /** Which of the {@link Topics} a topic of this exchange is. */
  public String logical(String topic) {
    return topic.startsWith(prefix()) ? topic.substring(prefix().length()) : topic;
  }

  /** Whether a topic is this exchange's, or of nobody else's. */
  public boolean owns(String topic) {
    return topic.startsWith(prefix()) && topic.indexOf('.', prefix().length()) < 0;
  }

  /** The engine: its group, and how the names of its changelogs and transactions begin. */
  public String engine() {
    return prefix() + APPLICATION;
  }

  /** How the names of the views of all nodes begin, the same way. */
  public String views() {
    return engine() + VIEWS;
  }

  /** The views of a node. */
  public String views(String node) {
    return views() + '-' + node;
  }

  private String prefix() {
    return name.isEmpty() ? "" : name + ".";
  }
}
