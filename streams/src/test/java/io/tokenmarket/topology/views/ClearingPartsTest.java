package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.ClearingPart;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.registry.ClearingParts;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clearing that is published in parts is in the views whole or not at all. */
class ClearingPartsTest {
  private static final int MOST = 4_000;

  @TempDir Path directory;
  private ViewsDriver views;

  @BeforeEach
  void start() {
    views = ViewsDriver.onDisk(directory);
    views.define(SampleMarket.definition("north"));
  }

  @AfterEach
  void stop() {
    views.close();
  }

  @Test
  void itIsThereWithItsLastPart() {
    views.clear("north", 7);
    Clearing large = large(8);
    List<ClearingPart> parts = parts(large);
    for (ClearingPart part : parts) {
      assertThat(views.clearing("north", 8)).isEmpty();
      assertThat(views.latestClearing("north").orElseThrow().getInterval()).isEqualTo(7);
      views.clear(part);
    }
    assertThat(views.clearing("north", 8)).contains(large);
    assertThat(views.latestClearing("north")).contains(large);
  }

  @Test
  void itStandsAmongTheOthers() {
    views.clear("north", 7);
    Clearing large = large(8);
    parts(large).forEach(views::clear);
    views.clear("north", 9);
    assertThat(views.clearings("north", 0, 100, 10))
        .containsExactly(
            SampleMarket.clearing("north", 7), large, SampleMarket.clearing("north", 9));
    assertThat(views.clearings("north", 0, 100, 2)).hasSize(2);
  }

  @Test
  void whatIsSoldInItIsFiledOnce() {
    Clearing large = large(8);
    parts(large).forEach(views::clear);
    String factory = large.getOffers().get(0).getFactory();
    assertThat(views.performed(Grouping.FACTORY, factory, "north")).isTrue();
  }

  /** Of the one clearing they are the parts; the other has others under its hash. */
  @Test
  void partsOfAnotherClearingOfTheIntervalDoNotMeetIt() {
    Clearing large = large(8);
    Clearing other =
        Clearing.newBuilder(large).setHash(ByteBuffer.wrap(new byte[32])).setTrades(1).build();
    List<ClearingPart> parts = parts(large);
    List<ClearingPart> others = parts(other);
    IntStream.range(0, parts.size() - 1)
        .forEach(
            n -> {
              views.clear(others.get(n));
              views.clear(parts.get(n));
            });
    views.clear(parts.get(parts.size() - 1));
    assertThat(views.clearing("north", 8)).contains(large);
  }

  @Test
  void readAgainFromTheMiddleItIsTheSame() {
    Clearing large = large(8);
    List<ClearingPart> parts = parts(large);
    parts.subList(0, 3).forEach(views::clear);
    parts.subList(1, parts.size()).forEach(views::clear);
    assertThat(views.clearing("north", 8)).contains(large);
    parts.subList(2, parts.size()).forEach(views::clear);
    assertThat(views.clearing("north", 8)).contains(large);
  }

  private static List<ClearingPart> parts(Clearing clearing) {
    List<ClearingPart> parts =
        ClearingParts.of(clearing, MOST).stream().map(ClearingPart.class::cast).toList();
    assertThat(parts).hasSizeGreaterThan(4);
    return parts;
  }

  private static Clearing large(long interval) {
    Clearing sample = SampleMarket.clearing("north", interval);
    OfferClearing offer = sample.getOffers().get(0);
    return Clearing.newBuilder(sample)
        .setOffers(
            IntStream.range(0, 300)
                .mapToObj(n -> OfferClearing.newBuilder(offer).setOfferId("offer-" + n).build())
                .toList())
        .build();
  }
}
