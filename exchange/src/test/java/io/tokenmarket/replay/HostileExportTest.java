package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.file.CodecFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export of unknown origin says of itself how much memory it needs; it does not get it. */
@Timeout(120)
class HostileExportTest {
  @TempDir Path temp;

  private void assertRefused(Path dir, String said) {
    assertThatThrownBy(
            () -> {
              try (ExportedLog log = ExportedLog.open(dir)) {
                Verification.run(log, Progress.NONE);
              }
            })
        .isInstanceOf(LogException.class)
        .hasMessageContaining(said)
        .hasMessageContaining("export the log again");
  }

  @Test
  void aBlockThatSaysItHasTwoGigabytesIsNotMadeRoomFor() throws Exception {
    HostileExports.withABlockOf(temp.resolve("large"), Integer.MAX_VALUE);
    assertRefused(temp.resolve("large"), "2147483647 bytes");
    HostileExports.withABlockOf(temp.resolve("less"), -5);
    assertRefused(temp.resolve("less"), "-5 bytes");
  }

  @Test
  void aSmallBlockThatUnpacksToHundredsOfMegabytesIsNotUnpacked() throws Exception {
    Path file = HostileExports.thatUnpacksTo(temp.resolve("packed"), 200_000_000);
    assertThat(Files.size(file)).isLessThan(1_000_000);
    assertRefused(temp.resolve("packed"), "damaged");
  }

  @Test
  void aBlockOfAnotherPackingIsRefusedByName() throws Exception {
    HostileExports.of(temp.resolve("other"), CodecFactory.zstandardCodec(3), 10);
    assertRefused(temp.resolve("other"), "packed by zstandard");
  }

  @Test
  void theLargestRecordOfAClusterIsRead() throws Exception {
    HostileExports.thatUnpacksTo(temp.resolve("largest"), 16_000_000);
    try (ExportedLog log = ExportedLog.open(temp.resolve("largest"));
        RecordStream records = log.open(Topics.MARKET_LOG, 0)) {
      assertThat(((ByteBuffer) records.next().value()).remaining()).isEqualTo(16_000_000);
    }
  }
}
