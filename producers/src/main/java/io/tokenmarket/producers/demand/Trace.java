package io.tokenmarket.producers.demand;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Demand that was recorded.
 *
 * @param byWindow what was asked for, window by window
 * @param rows rows of the file that fell into these windows
 * @param skippedRows those of them that state no quantity and so could not be used
 */
public record Trace(
    long windowMillis,
    List<String> apps,
    List<List<AppDemand>> byWindow,
    long rows,
    long skippedRows)
    implements DemandSource {
  public Trace {
    apps = List.copyOf(apps);
    byWindow = List.copyOf(byWindow);
  }

  @Override
  public int windows() {
    return byWindow.size();
  }

  @Override
  public List<AppDemand> window(int window) {
    return byWindow.get(window);
  }

  @Override
  public String describe() {
    String used =
        String.format(
            Locale.ROOT,
            "%,d apps, %,d windows of %s s, %,d rows",
            apps.size(),
            windows(),
            seconds(),
            rows);
    return skippedRows == 0
        ? used
        : used + String.format(Locale.ROOT, ", %,d of them without a quantity", skippedRows);
  }

  private String seconds() {
    return BigDecimal.valueOf(windowMillis, 3).stripTrailingZeros().toPlainString();
  }
}
