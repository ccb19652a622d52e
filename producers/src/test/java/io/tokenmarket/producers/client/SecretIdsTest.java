package io.tokenmarket.producers.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.DeliveryReported;
import org.junit.jupiter.api.Test;

class SecretIdsTest {
  private final SecretIds ids = new SecretIds();

  static {
    AvroTrust.grant();
  }

  @Test
  void aCommandKeepsItsIdWheneverItIsSent() {
    assertThat(ids.hidden(report("oslo#1"))).isEqualTo(ids.hidden(report("oslo#1")));
  }

  @Test
  void anIdFollowsFromNoOtherAndFromNoOthersSecret() {
    assertThat(ids.of("oslo@1")).matches("oslo@1-[0-9a-f]{16}");
    assertThat(ids.of("oslo@2").substring(7)).isNotEqualTo(ids.of("oslo@1").substring(7));
    assertThat(new SecretIds().of("oslo@1")).isNotEqualTo(ids.of("oslo@1"));
  }

  @Test
  void nothingElseOfTheCommandChanges() {
    DeliveryReported hidden = (DeliveryReported) ids.hidden(report("oslo#1"));
    assertThat(DeliveryReported.newBuilder(hidden).setCommandId("oslo#1").build())
        .isEqualTo(report("oslo#1"));
  }

  private static DeliveryReported report(String id) {
    return new DeliveryReported(id, "north", "oslo", 1L, 2, 3L);
  }
}
