package io.tokenmarket.topology.views;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.Performance;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartTest {
  private static final Clearing CLEARING = SampleMarket.clearing("no/r%2Fth\n", 4);

  @Test
  void partsComeAsTheyWereTold() throws IOException {
    List<Performance> sold = Performances.of(CLEARING, Grouping.FACTORY);
    Performance first = sold.get(0);
    DeliveryPerformance delivered =
        new DeliveryPerformance(
            first.getMarket(), first.getSubject(), first.getInterval(), 5L, 6L, 7L);
    List<Part> parts =
        List.of(
            new Part(
                CLEARING.getMarket(),
                Optional.of(Clearing.newBuilder(CLEARING).setOffers(List.of()).build()),
                true,
                List.of(new Performed(first, delivered), new Performed(first, null))),
            new Part("empty", Optional.empty(), false, List.of()));

    assertThat(Part.read(Part.bytes(parts))).isEqualTo(parts);
  }

  @Test
  void noPartsAreParts() throws IOException {
    assertThat(Part.read(Part.bytes(List.of()))).isEmpty();
  }

  @Test
  void whatIsNoPartIsRefused() {
    assertThatThrownBy(() -> Part.read("{}".getBytes(UTF_8))).isInstanceOf(IOException.class);
    byte[] bytes = Part.bytes(List.of(new Part("north", Optional.empty(), false, List.of())));
    bytes[bytes.length - 1] ^= 1;
    bytes[0] ^= 1;
    assertThatThrownBy(() -> Part.read(bytes)).isInstanceOf(IOException.class);
  }
}
