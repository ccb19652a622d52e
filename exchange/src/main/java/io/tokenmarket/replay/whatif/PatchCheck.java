package io.tokenmarket.replay.whatif;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.catalogue.Hardware;
import io.tokenmarket.producers.population.AskRule;
import io.tokenmarket.producers.population.Factory;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.FieldPath;
import io.tokenmarket.simulation.PlantReader;
import io.tokenmarket.simulation.ScenarioFactory;
import io.tokenmarket.simulation.ScenarioFile;
import io.tokenmarket.simulation.ScenarioProblem;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;

/** Makes a patch of a file's fields, and holds it to what the log names. */
final class PatchCheck {
  private final PatchFile file;
  private final SortedMap<String, LoggedMarket> markets;
  private final Catalogue catalogue = Catalogue.load();

  PatchCheck(PatchFile file, SortedMap<String, LoggedMarket> markets) {
    this.file = file;
    this.markets = markets;
  }

  /**
   * @throws ScenarioProblem for the first field that cannot be used as it is
   */
  Patch patch() {
    LoggedMarket market = market();
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("swap", file.swap());
    written.put("add", file.add());
    written.put("remove", file.remove());
    written.put("cap", file.cap());
    written.put("demand", file.demand());
    written.values().removeIf(Objects::isNull);
    if (written.size() > 1) {
      List<String> names = List.copyOf(written.keySet());
      throw FieldPath.ROOT
          .at(names.get(1))
          .problem("is a second change beside %s; make a patch of each", names.get(0));
    }
    return new Patch(market, change(market));
  }

  private LoggedMarket market() {
    if (markets.isEmpty()) {
      throw FieldPath.ROOT.problem("patches no market: the log defines none; name another log");
    }
    if (file.market() != null) {
      return markets.get(FieldPath.ROOT.at("market").known(file.market(), markets.keySet()));
    }
    if (markets.size() > 1) {
      throw FieldPath.ROOT
          .at("market")
          .problem("is missing; the log has %s, so name one", String.join(", ", markets.keySet()));
    }
    return markets.get(markets.firstKey());
  }

  private Change change(LoggedMarket market) {
    if (file.swap() != null) {
      return swap(FieldPath.ROOT.at("swap"), file.swap(), market);
    }
    if (file.add() != null) {
      return add(FieldPath.ROOT.at("add"), file.add(), market);
    }
    if (file.remove() != null) {
      return new SiteRemoved(site(FieldPath.ROOT.at("remove"), file.remove().site(), market));
    }
    if (file.cap() != null) {
      return cap(FieldPath.ROOT.at("cap"), file.cap(), market);
    }
    return file.demand() == null
        ? Change.NONE
        : demand(FieldPath.ROOT.at("demand"), file.demand(), market);
  }

  private static String site(FieldPath place, String name, LoggedMarket market) {
    FieldPath site = place.at("site");
    return known(site, site.required(name, "site: lulea"), market.sites().keySet());
  }

  /** A log may hold no order at all, and then there is no nearest name either. */
  private static String known(FieldPath place, String name, Collection<String> names) {
    if (names.isEmpty()) {
      throw place.problem("'%s' is unknown; the log of this market has none", name);
    }
    return place.known(name, names);
  }

  private Change swap(FieldPath place, PatchFile.Swap swap, LoggedMarket market) {
    String site = site(place, swap.site(), market);
    boolean stated = swap.ask() != null;
    if (stated && swap.ask().from() != null) {
      throw place.at("ask").at("from").problem("does not belong to a patch; remove the line");
    }
    ScenarioFactory plant = new PlantReader(place, catalogue, market.rules()).read(swap.plant());
    if (plant.factory().hardware().pods() != null) {
      throw place
          .at("hardware")
          .problem(
              "%s has two pools, which a swap cannot give to a site; name hardware of flat rates, or remove the site and add a factory",
              plant.factory().hardware().name());
    }
    SortedMap<String, SupplyOffer> recorded = market.sites().get(site);
    if (!stated) {
      recorded.values().forEach(old -> requireFlat(place, site, old));
      recorded.keySet().forEach(old -> requireCatalogued(place, site, old));
    }
    AskRule statedRule = plant.factory().asks().steps().get(0).rule();
    BiFunction<String, List<TierRate>, Optional<AskRule>> asks =
        stated
            ? (old, rates) -> Optional.of(statedRule)
            : (old, rates) -> terms(old, rates, market).map(AskTerms::rule);
    SupplyOffer first = recorded.get(recorded.firstKey());
    Hardware hardware = plant.factory().hardware();
    asks.apply(first.getHardware(), first.getRates())
        .ifPresent(rule -> requireOffer(place, hardware, rule, market));
    String rule =
        stated
            ? plant.ask()
            : terms(first.getHardware(), first.getRates(), market)
                .map(AskTerms::words)
                .orElse("no rule that can be told");
    String words =
        "%s had %s instead of %s, asking by %s"
            .formatted(site, hardware.name(), String.join(", ", recorded.keySet()), rule);
    return new HardwareSwapped(market.rules(), site, hardware, asks, words);
  }

  private Optional<AskTerms> terms(String hardware, List<TierRate> rates, LoggedMarket market) {
    return AskTerms.of(rates, catalogue.hardware(hardware), market.rules());
  }

  private static void requireFlat(FieldPath place, String site, SupplyOffer recorded) {
    if (!recorded.getPools().isEmpty()) {
      throw place
          .at("ask")
          .problem(
              "is missing; %s has two pools, whose asks follow no rule of one, so add one, such as 'ask: {basis: ownership, markup: 0.1}'",
              site);
    }
  }

  private void requireCatalogued(FieldPath place, String site, String hardware) {
    if (catalogue.hardware().stream().noneMatch(known -> known.name().equals(hardware))) {
      throw place
          .at("ask")
          .problem(
              "is missing; %s has '%s', whose costs the catalogue does not know, so add one, such as 'ask: {basis: ownership, markup: 0.1}'",
              site, hardware);
    }
  }

  private static void requireOffer(
      FieldPath place, Hardware hardware, AskRule rule, LoggedMarket market) {
    if (new Factory("any", "any", hardware, 1, rule).rates(market.rules()).isEmpty()) {
      throw place
          .at("hardware")
          .problem(
              "%s makes no tier of market %s at an ask below its cap; name other hardware or another ask",
              hardware.name(), market.rules().getMarket());
    }
  }

  private Change add(FieldPath place, ScenarioFile.Plant written, LoggedMarket market) {
    Factory factory = new PlantReader(place, catalogue, market.rules()).read(written).factory();
    if (market.factories().contains(factory.name()) || market.apps().contains(factory.name())) {
      throw place
          .at("name")
          .problem("'%s' is a participant of the log already; take another name", factory.name());
    }
    Population newcomer =
        place.made(() -> new Population(market.rules(), List.of(factory), List.of()));
    String words =
        "%s offered %s MW of %s at %s besides"
            .formatted(
                factory.name(),
                BigDecimal.valueOf(factory.kilowatts(), 3).stripTrailingZeros().toPlainString(),
                factory.hardware().name(),
                factory.site());
    return new SiteAdded(newcomer, words);
  }

  private static Change cap(FieldPath place, PatchFile.Cap cap, LoggedMarket market) {
    FieldPath named = place.at("tier");
    String tier = named.known(named.required(cap.tier(), "tier: HIGH"), market.tiers());
    FieldPath price = place.at("price");
    CapMoved moved = new CapMoved(tier, price.ticks(price.required(cap.price(), "price: 30")));
    LoggedMarket.refusal(moved.moved(market.rules()))
        .ifPresent(
            refusal -> {
              throw price.problem(
                  "of $%s is refused: %s", Units.price(moved.ticks()), refusal.getDetail());
            });
    return moved;
  }

  private static Change demand(FieldPath place, PatchFile.Demand demand, LoggedMarket market) {
    FieldPath scale = place.at("scale");
    if (scale.required(demand.scale(), "scale: 1.5").signum() < 0) {
      throw scale.problem("is %s; give 0 or more", demand.scale().toPlainString());
    }
    Optional<String> tier = Optional.ofNullable(demand.tier());
    tier.ifPresent(name -> place.at("tier").known(name, market.tiers()));
    Optional<String> participant = Optional.ofNullable(demand.participant());
    participant.ifPresent(name -> known(place.at("participant"), name, market.apps()));
    return new DemandScaled(demand.scale(), tier, participant);
  }
}
