package io.tokenmarket.replay.whatif;

import io.tokenmarket.simulation.Totals;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a market came to, and what it would have come to. */
public final class Comparison {
  private final Course original;
  private final Course changed;

  Comparison(Course original, Course changed) {
    this.original = original;
    this.changed = changed;
  }

  /** What one of the two came to. */
  public record Sums(Totals totals, Surplus surplus) {}

  /** A participant in both. */
  public record Moved(String participant, Account original, Account changed) {

    /** What the change is worth to them, $. */
    public BigDecimal worth() {
      return changed.surplus().subtract(original.surplus());
    }
  }

  public Sums original() {
    return new Sums(original.totals(), original.surplus());
  }

  public Sums changed() {
    return new Sums(changed.totals(), changed.surplus());
  }

  /** To whom the change is worth most, at most so many, the greatest gain first. */
  public List<Moved> winners(int most) {
    return moved()
        .filter(one -> one.worth().signum() > 0)
        .sorted(Comparator.comparing(Moved::worth).reversed())
        .limit(most)
        .toList();
  }

  /** Whom the change costs most, at most so many, the greatest loss first. */
  public List<Moved> losers(int most) {
    return moved()
        .filter(one -> one.worth().signum() < 0)
        .sorted(Comparator.comparing(Moved::worth))
        .limit(most)
        .toList();
  }

  private Stream<Moved> moved() {
    Map<String, Account> before = original.accounts();
    Map<String, Account> after = changed.accounts();
    TreeSet<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    return all.stream()
        .map(
            name ->
                new Moved(
                    name,
                    before.getOrDefault(name, Account.NOTHING),
                    after.getOrDefault(name, Account.NOTHING)));
  }
}
