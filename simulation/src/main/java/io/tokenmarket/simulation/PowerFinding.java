package io.tokenmarket.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * By kind of hardware, or by factory: what its power was used for, what it earned, and when it ran
 * out.
 */
final class PowerFinding implements Finding {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int BILLION = 9;

  private final List<String> tiers;
  private final long intervalMillis;
  private final Map<String, PowerUse> uses = new LinkedHashMap<>();
  private final String title;
  private final Function<OfferClearing, String> name;
  private final EvenSplit split;

  /**
   * @param title what the power is sorted by
   * @param name of that, by offer
   * @param split to compare with
   */
  PowerFinding(
      MarketDefinition definition,
      String title,
      Function<OfferClearing, String> name,
      EvenSplit split) {
    this.title = title;
    this.name = name;
    this.tiers = new MarketTiers(definition).names();
    this.intervalMillis = definition.getIntervalMillis();
    this.split = split;
  }

  @Override
  public void see(SpecificRecord event) {
    if (event instanceof Clearing clearing) {
      clearing.getOffers().forEach(offer -> use(name.apply(offer)).add(offer));
      uses.values().forEach(use -> use.close(clearing.getAt()));
    }
  }

  private PowerUse use(String key) {
    return uses.computeIfAbsent(key, added -> new PowerUse(intervalMillis));
  }

  /** By name. */
  Map<String, PowerUse> uses() {
    return uses;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "% of the power on offer by what it made; sold out = at least 99.9 % of it sold (UTC)");
    lines.add(
        row(
            title,
            tiers,
            "sold",
            "$B/GW-year",
            splitTitle(),
            "sold out in",
            "first",
            "ever since"));
    uses.forEach((name, use) -> lines.add(row(name, use)));
    return lines;
  }

  private String row(String key, PowerUse use) {
    return row(
        key,
        tiers.stream().map(tier -> percent(use.share(tier))).toList(),
        percent(use.sold()),
        billions(use.dollarsPerGigawattYear()),
        split.dollarsPerGigawattYear(key).map(PowerFinding::billions).orElse(""),
        use.soldOut() + " of " + use.auctions(),
        time(use.firstSoldOut()),
        time(use.soldOutSince()));
  }

  private static String row(
      String name,
      List<String> shares,
      String sold,
      String earned,
      String split,
      String soldOut,
      String first,
      String since) {
    String columns =
        shares.stream().map(share -> " %9s".formatted(share)).collect(Collectors.joining());
    return "%-20s%s %9s %11s%s %16s %17s %17s"
        .formatted(
            name,
            columns,
            sold,
            earned,
            split.isEmpty() ? "" : " %11s".formatted(split),
            soldOut,
            first,
            since);
  }

  private String splitTitle() {
    return split.tiers().isEmpty() ? "" : "even split";
  }

  static String percent(BigDecimal share) {
    return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  static String billions(BigDecimal dollars) {
    return dollars.movePointLeft(BILLION).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String time(Optional<Instant> at) {
    return at.map(TIME::format).orElse("-");
  }

  @Override
  public void addTo(ObjectNode json) {
    ArrayNode array = json.putArray(title);
    uses.forEach((key, use) -> write(key, use, array.addObject()));
  }

  private void write(String key, PowerUse use, ObjectNode json) {
    json.put("name", key);
    ObjectNode dollars = json.putObject("dollarsPerGwYear");
    split.dollarsPerGigawattYear(key).ifPresent(value -> dollars.put("evenSplitAtList", value));
    dollars.put("auction", use.dollarsPerGigawattYear());
    json.put("mwhOffered", use.megawattHours())
        .put("revenue", use.revenue().toPlainString())
        .put("sold", use.sold());
    ObjectNode shares = json.putObject("powerByTier");
    tiers.forEach(tier -> shares.put(tier, use.share(tier)));
    json.put("auctions", use.auctions()).put("soldOut", use.soldOut());
    use.firstSoldOut().ifPresent(at -> json.put("firstSoldOut", at.toString()));
    use.soldOutSince().ifPresent(at -> json.put("soldOutSince", at.toString()));
  }
}
