package io.tokenmarket.replay.whatif;

import static io.tokenmarket.replay.whatif.Recording.ticks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.replay.LogRecord;
import io.tokenmarket.replay.whatif.Comparison.Moved;
import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of change, with auctions small enough to be worked out by hand. */
class WhatIfTest {

  /**
   * 1,000 lots at $1; 600 wanted at $5 and 600 at $3. The second bid is filled in part, so the
   * price is $3: revenue $3.00, the first app gains 600 x $2, the hall 1,000 x $2.
   */
  private static Recording scarce() {
    return new Recording()
        .offer("hall", "north", "1")
        .bid("ada", "MEDIUM", 600, "5")
        .bid("bob", "MEDIUM", 600, "3")
        .gate(0);
  }

  /** The same with 1,000 lots more at $2, of which 200 are needed: the price is $2. */
  private static Recording ample() {
    return new Recording()
        .offer("hall", "north", "1")
        .offer("shed", "south", "2")
        .bid("ada", "MEDIUM", 600, "5")
        .bid("bob", "MEDIUM", 600, "3")
        .gate(0);
  }

  @Test
  void theOriginalIsWhatHappened() {
    is(scarce().whatIf("").original(), "3", "3.00", "1.20", "2.00");
    is(ample().whatIf("").original(), "2", "2.40", "2.40", "1.00");
  }

  /** Ada's $5 is over the cap, so 600 lots are left to sell and the hall's $1 is the price. */
  @Test
  void aCapMovedDownRefusesWhatIsOverIt() {
    Recording.Result result = scarce().whatIf("cap: {tier: MEDIUM, price: 4}");
    is(result.changed(), "1", "0.60", "1.20", "0.00");
    assertThat(result.comparison().original().totals().rejected()).isEmpty();
    assertThat(result.comparison().changed().totals().rejected())
        .containsExactly(Map.entry("PRICE_OVER_CAP", 1L));
  }

  /** A bid that was over the cap counts once the cap is above it: 1,000 lots all go to it. */
  @Test
  void aCapMovedUpAdmitsWhatWasOverIt() {
    Recording.Result result =
        scarce()
            .bid("cyd", "MEDIUM", 2_000, "13")
            .offer("hall", "north", "1")
            .gate(1)
            .whatIf("cap: {tier: MEDIUM, price: 20}");
    Auctioned original = result.intervals().get(1).original();
    assertThat(original.clearing().getTiers().get(0).getTraded()).isFalse();
    is(result.intervals().get(1).changed(), "13", "13.00", "0.00", "12.00");
  }

  /** As the test below; who signed what is decided on the original course, on both the same. */
  @Test
  void signedBidsAreScaledAndWhatNobodySignedStaysRefused() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String publicKey = Ed25519.text(key.getPublic());
    TokenDemand ada = Recording.demand("ada", "a", "MEDIUM", 600, "5");
    String signature = CommandSignature.of(ada, 4_000_000_000_000L, key.getPrivate()).toString();
    Recording.Result result =
        new Recording()
            .add(new KeyDefinition("key", Recording.MARKET, "operator", "ada", publicKey))
            .offer("hall", "north", "1")
            .add(ada, signature)
            .bid("ada", "MEDIUM", 900, "9")
            .bid("bob", "MEDIUM", 600, "3")
            .gate(0)
            .whatIf("demand: {scale: 0.5}");
    is(result.original(), "3", "3.00", "1.20", "2.00");
    is(result.changed(), "1", "0.60", "1.80", "0.00");
    assertThat(result.comparison().changed().totals().rejected())
        .containsExactly(Map.entry("SIGNATURE_MISSING", 1L));
  }

  /** 300 and 300 wanted: the hall's $1 is the price; the apps gain 300 x $4 + 300 x $2. */
  @Test
  void demandScaledScalesEverybody() {
    is(scarce().whatIf("demand: {scale: 0.5}").changed(), "1", "0.60", "1.80", "0.00");
  }

  /** 1,200 wanted at $5: bob gets nothing, ada's own limit is the price. */
  @Test
  void demandScaledOfAParticipantScalesHim() {
    Recording.Result result = scarce().whatIf("demand: {scale: 2, participant: ada}");
    is(result.changed(), "5", "5.00", "0.00", "4.00");
  }

  /** The 10 lots in HIGH cannot be made; they become 30 lots bid, and MEDIUM stays as it was. */
  @Test
  void demandScaledOfATierScalesIt() {
    Recording log =
        new Recording()
            .offer("hall", "north", "1")
            .bid("ada", "MEDIUM", 600, "5")
            .bid("bob", "MEDIUM", 600, "3")
            .bid("eve", "HIGH", 10, "7")
            .gate(0);
    Recording.Result result = log.whatIf("demand: {scale: 3, tier: HIGH}");
    is(result.changed(), "3", "3.00", "1.20", "2.00");
    assertThat(result.original().clearing().getTiers().get(1).getBidLots()).isEqualTo(10);
    assertThat(result.changed().clearing().getTiers().get(1).getBidLots()).isEqualTo(30);
  }

  /** 601 x 0.999 is 600.399; 1 x 0.999 is no lot at all, which the market refuses. */
  @Test
  void scaledLotsAreRoundedDown() {
    Recording.Result result =
        new Recording()
            .offer("hall", "north", "1")
            .bid("ada", "MEDIUM", 601, "5")
            .bid("bob", "MEDIUM", 1, "5")
            .gate(0)
            .whatIf("demand: {scale: 0.999}");
    assertThat(result.changed().clearing().getTiers().get(0).getBidLots()).isEqualTo(600);
    assertThat(result.comparison().changed().totals().rejected())
        .containsExactly(Map.entry("QUANTITY_OUT_OF_RANGE", 1L));
  }

  @Test
  void moreThanAnOrderMayHoldIsRefusedNotWrapped() {
    Recording.Result result = scarce().whatIf("demand: {scale: 1e30}");
    assertThat(result.comparison().changed().totals().rejected())
        .containsExactly(Map.entry("QUANTITY_OUT_OF_RANGE", 2L));
  }

  @Test
  void aSiteRemovedNeverOffered() {
    Recording.Result result = ample().whatIf("remove: {site: south}");
    is(result.changed(), "3", "3.00", "1.20", "2.00");
  }

  /** $7,200 a MWh is $2 a second, and so per million tokens where a second makes a million. */
  private static final String SHED =
      "add: {name: shed, site: south, hardware: own, megawatts: 1, rates: {MEDIUM: 1},"
          + " ask: {basis: energy, electricity: 7200}}";

  @Test
  void aSiteAddedOffersInEveryInterval() {
    Recording.Result result =
        scarce()
            .gate(0)
            .offer("hall", "north", "1")
            .bid("ada", "MEDIUM", 600, "5")
            .bid("bob", "MEDIUM", 600, "3")
            .gate(3)
            .whatIf(SHED);
    assertThat(result.intervals()).hasSize(2);
    for (WhatIf.Interval interval : result.intervals()) {
      is(interval.original(), "3", "3.00", "1.20", "2.00");
      is(interval.changed(), "2", "2.40", "2.40", "1.00");
    }
    assertThat(result.comparison().changed().totals().rejected()).isEmpty();
  }

  /** A late gate for an interval that is over holds no auction, and brings no second offer. */
  @Test
  void aSiteAddedOffersItsPowerOnce() {
    Recording log = scarce();
    for (long interval = 1; interval < 150; interval++) {
      log.gate(interval);
    }
    Recording.Result result = log.gate(0).gate(150).whatIf(SHED);
    assertThat(result.intervals()).hasSize(151);
    assertThat(result.intervals())
        .allSatisfy(i -> assertThat(i.changed().clearing().getOffers()).hasSizeLessThan(3))
        .last()
        .satisfies(i -> assertThat(i.changed().clearing().getOffers()).hasSize(1));
  }

  /**
   * Total cost of ownership of a MW-second: vera-rubin $9.6 million / 31,536,000 = $0.304414, which
   * makes 1.6 million tokens of MEDIUM: $0.190259 a million, + 10 % = $0.209285, up to a tenth of a
   * cent $0.210. blackwell: $9.2 million / 31,536,000 / 0.65 x 1.1 = $0.493697, so $0.494.
   */
  @Test
  void otherHardwareAsksByTheSameRule() {
    Recording.Result result =
        new Recording()
            .add(rubin("0.210"))
            .bid("ada", "MEDIUM", 100, "3")
            .gate(0)
            .whatIf("swap: {site: lulea, hardware: blackwell}");
    is(result.original(), "0.210", "0.0210", "0.2790", "0");
    is(result.changed(), "0.494", "0.0494", "0.2506", "0");
    assertThat(result.changed().clearing().getWattsOffered()).isEqualTo(1_000_000);
    assertThat(result.changed().clearing().getOffers().get(0).getHardware()).isEqualTo("blackwell");
  }

  private static SupplyOffer rubin(String ask) {
    return SupplyOffer.newBuilder()
        .setCommandId("offer")
        .setMarket(Recording.MARKET)
        .setParticipant("tundra")
        .setSite("lulea")
        .setHardware("vera-rubin")
        .setKilowatts(1_000)
        .setRates(
            List.of(
                new TierRate("MEDIUM", 1_600_000L, ticks(ask)),
                new TierRate("HIGH", 700_000L, ticks("0.479"))))
        .setIntervals(1)
        .build();
  }

  /** Electricity of $100 a MWh is $0.027778 a second; blackwell makes 0.65 million: $0.042736. */
  @Test
  void aStatedRuleTakesThePlaceOfTheRecorded() {
    Recording.Result result =
        new Recording()
            .add(rubin("0.210"))
            .bid("ada", "MEDIUM", 100, "3")
            .gate(0)
            .whatIf(
                "swap:",
                "  site: lulea",
                "  hardware: blackwell",
                "  ask: {basis: energy, electricity: 100}");
    is(result.changed(), "0.043", "0.0043", "0.2957", "0");
  }

  @Test
  void whoWinsAndLosesIsRankedByWhatItIsWorth() {
    Comparison comparison = scarce().whatIf("cap: {tier: MEDIUM, price: 4}").comparison();
    assertThat(comparison.winners(9)).extracting(Moved::participant).containsExactly("bob");
    assertThat(comparison.winners(9).get(0).worth()).isEqualByComparingTo("1.20");
    assertThat(comparison.losers(9)).extracting(Moved::participant).containsExactly("hall", "ada");
    assertThat(comparison.losers(9).get(0).worth()).isEqualByComparingTo("-2.00");
    assertThat(comparison.losers(1)).hasSize(1);
  }

  /** A fee of 10 % of each trade is the sellers' loss: $3.00 x 10 % of the hall's $2.00. */
  @Test
  void sellersGainAfterFees() {
    Recording log =
        new Recording(MarketDefinition.newBuilder(Recording.RULES).setFeePpm(100_000).build())
            .offer("hall", "north", "1")
            .bid("ada", "MEDIUM", 600, "5")
            .bid("bob", "MEDIUM", 600, "3")
            .gate(0);
    is(log.whatIf("").original(), "3", "3.00", "1.20", "1.70");
  }

  /**
   * 0.5 MW of either pool make 500 lots together, so ada gets 500 at her own limit; the forge gains
   * 500 x $4. Without pools its power of 1 MW makes as many as the hall's.
   */
  @Test
  void aSiteOfTwoPoolsGainsAndIsReplacedByOneOfFlatRates() {
    Recording log = new Recording().add(pooled()).bid("ada", "MEDIUM", 600, "5").gate(0);
    is(log.whatIf("").original(), "5", "2.50", "0", "2.00");
    assertThatThrownBy(() -> log.whatIf("swap: {site: north, hardware: hopper}"))
        .hasMessageContaining("swap.ask is missing; north has two pools");
    Recording.Result result =
        log.whatIf("swap: {site: north, hardware: blackwell, ask: {basis: list}}");
    is(result.changed(), "3", "1.80", "1.20", "0");
  }

  private static SupplyOffer pooled() {
    return SupplyOffer.newBuilder()
        .setCommandId("offer")
        .setMarket(Recording.MARKET)
        .setParticipant("forge")
        .setSite("north")
        .setHardware("own")
        .setKilowatts(1_000)
        .setRates(List.of())
        .setPools(List.of(new Pool("prefill", 500L), new Pool("decode", 500L)))
        .setRecipes(List.of(new Recipe("MEDIUM", ticks("1"), List.of(1_000_000L, 1_000_000L))))
        .setIntervals(1)
        .build();
  }

  @Test
  void cancellationsOfARemovedSiteFindNothing() {
    Recording log = new Recording().offer("shed", "south", "2");
    log.add(new OfferCancelled("c", Recording.MARKET, "shed", "shed@1", -1L));
    Recording.Result result = log.gate(0).whatIf("remove: {site: south}");
    assertThat(result.comparison().changed().totals().rejected())
        .containsExactly(Map.entry("ORDER_NOT_FOUND", 1L));
  }

  @Test
  void aGateBeforeTheMarketIsDefinedHoldsNoAuction() {
    Recording log = new Recording();
    var records = log.log().records(Topics.MARKET_LOG, 0);
    records.add(
        0, new LogRecord(0, Recording.MARKET, new GateClosed(Recording.MARKET, 0L, Instant.EPOCH)));
    assertThat(log.whatIf(SHED).intervals()).isEmpty();
  }

  /** Of MEDIUM. */
  private static void is(
      Auctioned auction, String price, String revenue, String buyers, String sellers) {
    assertThat(auction.clearing().getTiers().get(0).getPrice()).isEqualTo(ticks(price));
    assertThat(auction.clearing().getRevenue()).isEqualByComparingTo(new BigDecimal(revenue));
    assertThat(auction.surplus().buyers()).isEqualByComparingTo(new BigDecimal(buyers));
    assertThat(auction.surplus().sellers()).isEqualByComparingTo(new BigDecimal(sellers));
  }
}
