package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each thing that a clearing says of an offer of two pools, told falsely, is found by the audit of
 * the published records.
 *
 * <p>The forge has 1 MW of prefill and 1 MW of decode. MEDIUM takes 1/60 of prefill a lot, HIGH
 * 1/120 of prefill and 1/60 of decode; another recipe of HIGH takes of prefill alone, 1/15. All its
 * power is wanted: HIGH to the end of decode, 60 lots, MEDIUM with the half of prefill that is
 * left, 30.
 */
class PoolAuditTest {
  private final List<OpenOrder> open = new ArrayList<>();
  private IndependentBook book;
  private List<SpecificRecord> events;

  @BeforeEach
  void anAuction() {
    MarketState state = MarketState.undefined("eu");
    long position = 0;
    for (SpecificRecord command :
        List.of(
            Markets.definition("eu", "open"),
            forge(),
            demand("m", "MEDIUM", 400),
            demand("h", "HIGH", 900))) {
      Market.handle(state, new LogEntry(position++, command));
    }
    open.addAll(state.openOrders());
    events = Market.handle(state, new LogEntry(position, gate()));
    book = IndependentBook.of(Markets.definition("eu", "open"), open, events);
  }

  private static SpecificRecord gate() {
    return new GateClosed("eu", 0L, Instant.EPOCH);
  }

  private static SupplyOffer forge() {
    return SupplyOffer.newBuilder()
        .setCommandId("forge")
        .setMarket("eu")
        .setParticipant("forge")
        .setSite("hall")
        .setHardware("pods")
        .setKilowatts(2_000)
        .setRates(List.of())
        .setPools(List.of(new Pool("prefill", 1_000L), new Pool("decode", 1_000L)))
        .setRecipes(
            List.of(
                new Recipe("MEDIUM", 100L, List.of(1_000L, 0L)),
                new Recipe("HIGH", 100L, List.of(2_000L, 1_000L)),
                new Recipe("HIGH", 100L, List.of(250L, 0L))))
        .setIntervals(1)
        .build();
  }

  private static TokenDemand demand(String id, String tier, long limit) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket("eu")
        .setParticipant("app-" + id)
        .setTier(tier)
        .setLots(1_000)
        .setLimitPrice(limit)
        .setIntervals(1)
        .build();
  }

  @Test
  void aTrueReportPasses() {
    Clearing clearing = (Clearing) events.get(0);
    AuctionAudit.check(book, clearing, events);
    assertThat(clearing.getRecipeLots()).containsExactly(30L, 60L, 0L);
    assertThat(clearing.getPools())
        .extracting(PoolClearing::getPool)
        .containsExactly("prefill", "decode");
    assertThat(clearing.getPools()).allMatch(pool -> pool.getRent() > 0);
  }

  static Stream<Arguments> falsehoods() {
    return Stream.of(
        told("dearer prefill, cheaper decode", shifted(1_000), "earns more than what it takes"),
        told("cheaper prefill, dearer decode", shifted(-1_000), "earns more than what it takes"),
        told("both pools dearer", both(1_000), "are worth less than stated"),
        told(
            "a shadow price",
            c -> set(pool(c), "shadowPrice", pool(c).getShadowPrice().negate()),
            "a MW of pool prefill of offer 0 is worth"),
        told("a pool's power", c -> set(pool(c), "watts", 1L), "has 1000 kW, not the 1 W stated"),
        told("a pool's name", c -> set(pool(c), "pool", "decode"), "is not decode of forge"),
        told("a pool's offer", c -> set(pool(c), "offerId", "smith"), "is not prefill of smith"),
        told("a pool missing", c -> c.getPools().remove(1), "1 pools are named, where there are 2"),
        told("a recipe missing", c -> c.getRecipeLots().remove(2), "2 recipes are named"),
        told("another recipe run", lots(20, 60, 2), "would earn more by others"),
        told("a pool beyond its power", lots(31, 60, 0), "uses pool 0 beyond its capacity"),
        told(
            "a run that no recipe makes",
            c -> set(run(c, 1), "lots", 59L),
            "makes 59 lots of tier 2 but its recipes 60"),
        told(
            "a run's power",
            c -> set(run(c, 0), "watts", 7L),
            "uses 500000 W for tier 1, not the 7 W"),
        told(
            "a run of no tier",
            c -> set(run(c, 0), "tier", "SLOW"),
            "makes SLOW, which is no tier"),
        told("the offer's rent", c -> set(offer(c), "rent", 1L), "is worth"),
        told(
            "the offer's power",
            c -> set(offer(c), "watts", 1L),
            "has 2000 kW, not the 1 W stated"),
        told("the offer's name", c -> set(offer(c), "offerId", "smith"), "offer 0 is not smith"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("falsehoods")
  void aFalsehoodIsNamed(String what, Consumer<Clearing> lie, String named) {
    Clearing told =
        SpecificData.getForClass(Clearing.class)
            .deepCopy(Clearing.getClassSchema(), (Clearing) events.get(0));
    lie.accept(told);
    Difference found =
        catchThrowableOfType(Differs.class, () -> AuctionAudit.check(book, told, events))
            .difference();
    assertThat(found.field()).isEqualTo("certificate");
    assertThat(found.published()).contains(named);
  }

  private static Arguments told(String what, Consumer<Clearing> lie, String named) {
    return Arguments.of(what, lie, named);
  }

  /** Rent moved from one pool to the other, shadow prices with it. */
  private static Consumer<Clearing> shifted(long nanoDollars) {
    return clearing -> {
      worth(clearing.getPools().get(0), nanoDollars);
      worth(clearing.getPools().get(1), -nanoDollars);
    };
  }

  private static Consumer<Clearing> both(long nanoDollars) {
    return clearing -> {
      clearing.getPools().forEach(pool -> worth(pool, nanoDollars));
      OfferClearing offer = offer(clearing);
      set(offer, "rent", offer.getRent() + 2 * nanoDollars);
      set(offer, "shadowPrice", offer.getShadowPrice().add(BigDecimal.valueOf(nanoDollars, 9)));
    };
  }

  /** Of 1 MW. */
  private static void worth(PoolClearing pool, long more) {
    set(pool, "rent", pool.getRent() + more);
    set(pool, "shadowPrice", pool.getShadowPrice().add(BigDecimal.valueOf(more, 9)));
  }

  /** Runs and their power as these lots of the recipes would have them. */
  private static Consumer<Clearing> lots(long medium, long high, long dear) {
    return clearing -> {
      set(clearing, "recipeLots", List.of(medium, high, dear));
      set(run(clearing, 0), "lots", medium);
      set(run(clearing, 0), "watts", 1_000_000 * medium / 60);
      set(run(clearing, 1), "lots", high + dear);
      set(
          run(clearing, 1),
          "watts",
          1_000_000 * high / 120 + 1_000_000 * high / 60 + 1_000_000 * dear / 15);
    };
  }

  private static void set(SpecificRecord record, String field, Object value) {
    record.put(record.getSchema().getField(field).pos(), value);
  }

  private static PoolClearing pool(Clearing clearing) {
    return clearing.getPools().get(0);
  }

  private static OfferClearing offer(Clearing clearing) {
    return clearing.getOffers().get(0);
  }

  private static TierRun run(Clearing clearing, int run) {
    return offer(clearing).getRuns().get(run);
  }

  /** The same told to whoever replays the log: the published clearing is not the one it makes. */
  @Test
  void aPoolsPriceAndARunChangedInWhatWasPublishedAreNamed() {
    for (Map.Entry<String, Consumer<Clearing>> lie :
        Map.<String, Consumer<Clearing>>of(
                "pools",
                shifted(1_000),
                "recipeLots",
                c -> set(c, "recipeLots", List.of(30L, 59L, 1L)))
            .entrySet()) {
      MemoryLog log = GeneratedLog.ofEveryKind(3, 1, 1, 400);
      List<LogRecord> clearings = log.records(Topics.CLEARINGS, 0);
      int at = 0;
      while (((Clearing) clearings.get(at).value()).getPools().size() < 2) {
        at++;
      }
      LogRecord good = clearings.get(at);
      Clearing told =
          SpecificData.getForClass(Clearing.class)
              .deepCopy(Clearing.getClassSchema(), (Clearing) good.value());
      lie.getValue().accept(told);
      clearings.set(at, new LogRecord(good.offset(), good.key(), told));
      Difference found = Verification.run(log, Progress.NONE).difference().orElseThrow();
      assertThat(found.field()).startsWith(lie.getKey());
      assertThat(found.interval()).isEqualTo(told.getInterval());
    }
  }
}
