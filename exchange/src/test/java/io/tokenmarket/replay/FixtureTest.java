package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of every released version of records and rules give what they gave, for ever. */
class FixtureTest {
  /** Of what the newest fixture holds, beside a record of each kind. */
  private static final String[] RULES = {
    "cascade",
    "netting",
    "steps",
    "recipes",
    "pool prices",
    "resend",
    "place kept",
    "place lost",
    "PURCHASE",
    "FEE",
    "PENALTY",
    "BUDGET_EXCEEDED",
    "POSITION_LIMIT",
    "NO_CANCEL_PHASE",
    "MARKET_HALTED",
    "NOT_OPERATOR",
    "RULES_CHANGED",
    "INTERVAL_PASSED",
    "NOT_SELLER",
    "UNKNOWN_TRADE",
    "DELIVERY_LATE",
    "SIGNATURE_MISSING",
    "SIGNATURE_INVALID",
    "SIGNATURE_EXPIRED",
    "NO_SIGNING_KEY",
    "COMMAND_ID_CONFLICT",
    "ORDER_CHANGED",
    "ALREADY_CANCELLED",
    "STEPS_SHARE",
    "COMMANDS_SHARE",
    "KEY_INVALID",
    "the same id of two"
  };

  private static final String WHAT_TO_DO =
      "Logs that exist would replay to other results. If that was not meant, undo it. If a schema or"
          + " a rule has to change, make old logs replay as they did, and add a fixture of the new"
          + " version beside this one with FixtureMaker (docs/replay.md); never change or remove an"
          + " old fixture or its hash.";

  /** One row a version: the hash of the last clearing of each market. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "v1, 26c3485ddc5d74100ee3570046c1bd1e3653684767c81247d0b804979018723c"
        + " d2561567549b919f3835e37adbe05be0c3bfdd4ca818287d005d317307bb1082"
        + " 263a069167a2cf60c236854dab09dd06700a9fa1b7e99703b8b635487f66d6be",
    "v2, bd7567f39fac56b57f1d1481748656b01386f01e1dd9340a3629fb5f5d0967e6"
        + " 4517b5f9785e6d5b4ba19b11df544b6548c790808e9f0ad3d5d8a80c23b7f822"
        + " cbee883e9d57f9ee267cdd12467892f6587394d5672c5833b8296425d8d2d282",
    "v3, bd51cec65acf0850fe8d9aaea717669b5249d77e490382ff613de606a9ad86f5"
        + " 9cbefb0436cfc6ec042047cf37ff2a6c07e8b23452d87fb71157ede872400246"
        + " c5c17b9cd264ef4fb79b3bd87e816151799d8e355e1a992e5ce26e28a40fa0b8",
    "v4, 0066d7eae1a3b4f7220d6c60a85f80ee13cb31bd680df80ebce3c9a9ed1e9c08"
        + " 0f70f2bd87a1b9fa79faa797cc4b3d9de6bc8024528243d2d32442f96b341d74"
        + " 76504470e6b8503647e43f9ee2571f8f58c1b2e11777c094070d69f18b1e4bbd",
    "v5, 10a0e64c9a996ed1d328553a8fc8b737c1bd2b33ee86b0420f1e6ffe21620907"
        + " ad640d9d37b11714bfe45cfd31c65292a7dfe9c4d44b96b9bf002e63f291bfe3"
        + " f3db1c355f1c7001313d1a0c17a9e2af13f7b852ff2913b1501efafb5351e407"
  })
  void aReleasedLogGivesWhatItGave(String version, String hashes) throws URISyntaxException {
    Path dir = fixture(version);
    try (ExportedLog log = ExportedLog.open(dir)) {
      assertThat(Verification.run(log, Progress.NONE).difference()).as(WHAT_TO_DO).isEmpty();
    }
    try (ExportedLog log = ExportedLog.open(dir)) {
      Replay.Result replayed = Replay.run(log, clearing -> {}, Progress.NONE);
      assertThat(
              replayed.last().stream()
                  .map(Clearing::getHash)
                  .map(FixtureTest::hex)
                  .collect(Collectors.joining(" ")))
          .as(WHAT_TO_DO)
          .isEqualTo(hashes);
    }
  }

  /** Else a change of such a record, or of the rule behind it, would go unnoticed. */
  @Test
  void theNewestFixtureHasEveryKindOfRecordAndRule() throws URISyntaxException {
    Set<String> records = new TreeSet<>();
    Set<String> rules = new TreeSet<>();
    Set<String> owners = new TreeSet<>();
    try (ExportedLog log = ExportedLog.open(fixture("v5"))) {
      for (String topic : Recorded.topics(log.views())) {
        forEach(
            log,
            topic,
            record -> {
              records.add(record.getSchema().getName());
              rules.addAll(rules(record));
              if (record instanceof OrderAccepted placed && placed.getOrderId().equals("same")) {
                owners.add(placed.getMarket() + "/" + placed.getParticipant());
              }
            });
      }
    }
    add(rules, "the same id of two", owners.size() > 3);
    assertThat(records).containsExactlyInAnyOrderElementsOf(every());
    assertThat(rules).containsExactlyInAnyOrder(RULES);
  }

  /** Several commands of one sender at one position, and some alone in theirs. */
  @Test
  void theNewestFixtureHasBatches() throws URISyntaxException {
    Map<Long, Integer> largest = new TreeMap<>();
    try (ExportedLog log = ExportedLog.open(fixture("v5"));
        RecordStream stream = log.open(Topics.MARKET_LOG, 0)) {
      while (stream.hasNext()) {
        LogRecord record = stream.next();
        largest.merge(record.offset(), record.place(), Math::max);
      }
    }
    assertThat(largest.values()).contains(0, 1, 2, 3, 4);
  }

  private static Set<String> every() {
    Set<String> every = new TreeSet<>();
    for (String topic : Recorded.topics(List.of(MemoryLog.VIEWS))) {
      Recorded.records(topic).forEach(schema -> every.add(schema.getName()));
    }
    return every;
  }

  /** What cannot be told by the kind of a record. */
  private static Set<String> rules(SpecificRecord record) {
    Set<String> rules = new TreeSet<>();
    if (record instanceof Trade trade) {
      add(rules, "cascade", !trade.getAwardedTier().isEmpty());
      add(rules, "netting", trade.getNetted());
      add(rules, "steps", trade.getOfferStep() > 0 && trade.getDemandStep() > 0);
    } else if (record instanceof Clearing clearing) {
      add(rules, "recipes", clearing.getRecipeLots().stream().anyMatch(lots -> lots > 0));
      add(rules, "pool prices", clearing.getPools().stream().anyMatch(pool -> pool.getRent() > 0));
    } else if (record instanceof Posting posting) {
      rules.add(posting.getCause());
    } else if (record instanceof OrderRejected refusal) {
      rules.add(refusal.getReason());
    } else if (record instanceof OrderAmended amended) {
      rules.add(amended.getPlaceKept() ? "place kept" : "place lost");
    } else if (record instanceof OrderAccepted accepted) {
      add(rules, "resend", accepted.getRepeated());
    }
    rules.retainAll(Set.of(RULES));
    return rules;
  }

  private static void add(Set<String> rules, String rule, boolean holds) {
    if (holds) {
      rules.add(rule);
    }
  }

  private static void forEach(ExportedLog log, String topic, Consumer<SpecificRecord> reader) {
    for (int p = 0; p < log.partitions(topic); p++) {
      try (RecordStream stream = log.open(topic, p)) {
        while (stream.hasNext()) {
          stream.next().readable().ifPresent(reader);
        }
      }
    }
  }

  private static Path fixture(String version) throws URISyntaxException {
    return Path.of(FixtureTest.class.getResource("/fixtures/" + version).toURI());
  }

  private static String hex(ByteBuffer hash) {
    byte[] bytes = new byte[hash.remaining()];
    hash.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
