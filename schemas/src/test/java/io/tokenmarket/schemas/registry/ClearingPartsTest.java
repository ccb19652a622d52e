package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearingPartsTest {
  static {
    AvroTrust.grant();
  }

  private final RecordSerde<SpecificRecord> serde =
      new RecordSerde<>(
          Map.of(
              "schema.registry.url", "mock://" + UUID.randomUUID(), "auto.register.schemas", true));
  private final ClearingJoin join = new ClearingJoin();

  @Test
  void aClearingThatFitsIsPublishedAsItIs() {
    Clearing clearing = clearing("north", 1, 100);
    assertThat(ClearingParts.of(clearing, 1_000_000)).containsExactly(clearing);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 5_000, 20_000, 40_000})
  void oneThatDoesNotIsCutIntoPartsThatDo(int most) {
    Clearing clearing = clearing("north", 1, 1_000);
    List<SpecificRecord> parts = ClearingParts.of(clearing, most);
    assertThat(parts)
        .hasSizeGreaterThan(1)
        .allSatisfy(part -> assertThat(size(part)).isLessThan(most));
    assertThat(parts.stream().mapToInt(this::size).sum() / parts.size())
        .as("bytes of a part, on average")
        .isGreaterThan(most / 3);
    assertThat(joined(parts)).containsExactly(clearing);
  }

  /** So who wants the prices needs one of them. */
  @Test
  void eachPartSaysAllButTheLists() {
    Clearing clearing = clearing("north", 1, 1_000);
    assertThat(ClearingParts.of(clearing, 5_000))
        .allSatisfy(
            part -> {
              Clearing piece = ((ClearingPart) part).getClearing();
              assertThat(piece.getTiers()).isEqualTo(clearing.getTiers());
              assertThat(piece.getHash()).isEqualTo(clearing.getHash());
            });
  }

  @Test
  void aClearingIsNotSeenBeforeItsLastPart() {
    List<SpecificRecord> parts = ClearingParts.of(clearing("north", 1, 1_000), 5_000);
    assertThat(joined(parts.subList(0, parts.size() - 1))).isEmpty();
  }

  @Test
  void oneOfWhichAPartIsMissingIsNotSeenAtAll() {
    List<SpecificRecord> parts =
        new ArrayList<>(ClearingParts.of(clearing("north", 1, 1_000), 5_000));
    parts.remove(1);
    Clearing next = clearing("north", 2, 1_000);
    parts.addAll(ClearingParts.of(next, 5_000));
    assertThat(joined(parts)).containsExactly(next);
  }

  @Test
  void whatSomebodyElseWritesInBetweenStandsInNoClearingsWay() {
    Clearing clearing = clearing("north", 1, 1_000);
    List<SpecificRecord> parts = ClearingParts.of(clearing, 5_000);
    List<SpecificRecord> others = ClearingParts.of(clearing("north", 1, 900), 5_000);
    List<SpecificRecord> mixed = new ArrayList<>(List.of(part(parts.get(0), -1, 3)));
    for (SpecificRecord each : parts) {
      mixed.add(each);
      mixed.add(each);
      mixed.add(others.get(0));
      mixed.add(part(each, 7, -7));
      mixed.add(part(each, 0, 0));
    }
    assertThat(joined(mixed)).containsExactly(clearing);
  }

  private static ClearingPart part(SpecificRecord of, int part, int parts) {
    return new ClearingPart(part, parts, ((ClearingPart) of).getClearing());
  }

  private List<SpecificRecord> joined(List<SpecificRecord> parts) {
    return parts.stream().map(join::take).flatMap(Optional::stream).toList();
  }

  private int size(SpecificRecord record) {
    return serde.serializer().serialize("clearings", record).length;
  }

  private static Clearing clearing(String market, long interval, int offers) {
    return Clearing.newBuilder()
        .setMarket(market)
        .setInterval(interval)
        .setAt(Instant.ofEpochMilli(interval))
        .setAuction(1)
        .setPreviousInterval(-1)
        .setLogPosition(interval)
        .setTiers(List.of(tier()))
        .setOffers(IntStream.range(0, offers).mapToObj(ClearingPartsTest::offer).toList())
        .setTrades(offers)
        .setWattsOffered(offers)
        .setWattsSold(offers)
        .setRevenue(Units.money(offers))
        .setFees(Units.money(0))
        .setWelfare(Units.money(0))
        .setGap(Units.money(0))
        .setInputHash(bytes(1))
        .setStateHash(bytes(2))
        .setPreviousHash(bytes(3))
        .setHash(bytes((int) interval * 10 + offers / 100))
        .setPools(IntStream.range(0, offers / 10).mapToObj(ClearingPartsTest::pool).toList())
        .setRecipeLots(LongStream.range(0, offers / 5).boxed().toList())
        .build();
  }

  private static TierClearing tier() {
    return new TierClearing(
        "MEDIUM", true, 3L, 2L, 4L, 5L, 6L, 7L, Units.money(BigInteger.ONE), Units.money(0));
  }

  private static OfferClearing offer(long n) {
    return new OfferClearing(
        "offer-" + n,
        "factory-" + n,
        "site",
        "hardware",
        1_000L,
        n,
        Units.money(n),
        n % 3 == 0 ? List.of() : List.of(new TierRun("MEDIUM", n, n, n, 0L)));
  }

  private static PoolClearing pool(long n) {
    return new PoolClearing("offer-" + n, "prefill", 1_000L, n, Units.money(n), "factory-" + n);
  }

  private static ByteBuffer bytes(int value) {
    return ByteBuffer.wrap(new byte[] {(byte) value, 1, 2, 3});
  }
}
