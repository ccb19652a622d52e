package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.replay.Verification.Result;
import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a market in which "app" signs: two of its bids are good, one is another's. */
class SignedLogTest {
  private static final int FIRST_BID = 2;
  private static final int FORGED_BID = 3;
  private static final long EXPIRES = Long.MAX_VALUE / 100;

  private final MemoryLog log = new MemoryLog(1);
  private final MarketState state = MarketState.undefined("eu");
  private KeyPair key;

  @BeforeEach
  void aRecord() throws Exception {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    log.withoutViews();
    send(Markets.definition("eu", "open"), null);
    String publicKey = Ed25519.text(key.getPublic());
    send(new KeyDefinition("key", "eu", "operator", "app", publicKey), null);
    send(bid("d1"), signature(bid("d1")));
    send(bid("forged"), signature(bid("d1")));
    send(bid("d2"), signature(bid("d2")));
    send(new GateClosed("eu", 1L, Instant.ofEpochMilli(1)), null);
  }

  @Test
  void verificationChecksTheSignaturesAgainAndCountsThem() {
    Result result = Verification.run(log, Progress.NONE);
    assertThat(result.difference()).isEmpty();
    assertThat(result.tally().signatures()).isEqualTo(2);
    assertThat(result.tally().badSignatures()).isEqualTo(1);
  }

  @Test
  void anExportKeepsTheSignatures(@TempDir Path dir) {
    LogExport.write(log, dir.resolve("export"), Progress.NONE);
    try (ExportedLog exported = ExportedLog.open(dir.resolve("export"))) {
      Result result = Verification.run(exported, Progress.NONE);
      assertThat(result.difference()).isEmpty();
      assertThat(result.tally().signatures()).isEqualTo(2);
    }
  }

  @Test
  void aSignatureThatIsTakenAwayIsFoundOut() {
    resign(FIRST_BID, null);
    assertDiffers();
  }

  @Test
  void aSignatureThatIsSwappedIsFoundOut() {
    resign(FIRST_BID, signature(bid("d2")));
    assertDiffers();
  }

  /** The command would have been good, so its refusal is not what the log gives. */
  @Test
  void aSignatureThatIsMendedIsFoundOut() {
    resign(FORGED_BID, signature(bid("forged")));
    assertDiffers();
  }

  /** Both are refused alike; the chain of hashes tells them apart. */
  @Test
  void anotherBadSignatureIsFoundOutByTheHash() {
    resign(FORGED_BID, signature(bid("d2")));
    assertThat(Verification.run(log, Progress.NONE).difference())
        .hasValueSatisfying(found -> assertThat(found.field()).isEqualTo("inputHash"));
  }

  private void assertDiffers() {
    assertThat(Verification.run(log, Progress.NONE).difference()).isPresent();
  }

  private void resign(int at, String signature) {
    List<LogRecord> records = log.records(Topics.MARKET_LOG, 0);
    LogRecord good = records.get(at);
    records.set(at, new LogRecord(good.offset(), good.time(), good.key(), good.value(), signature));
  }

  private void send(SpecificRecord command, String signature) {
    List<LogRecord> entries = log.records(Topics.MARKET_LOG, 0);
    long position = entries.size();
    entries.add(new LogRecord(position, 0, "eu", command, signature));
    for (SpecificRecord event :
        Market.handle(state, new LogEntry(position, 0, command, signature))) {
      List<LogRecord> events = log.records(EventFields.topic(event), 0);
      events.add(new LogRecord(events.size(), EventFields.key(event), event));
    }
  }

  private String signature(SpecificRecord command) {
    return CommandSignature.of(command, EXPIRES, key.getPrivate()).toString();
  }

  private static TokenDemand bid(String id) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket("eu")
        .setParticipant("app")
        .setTier("HIGH")
        .setLots(10L)
        .setLimitPrice(500L)
        .setIntervals(1L)
        .build();
  }
}
