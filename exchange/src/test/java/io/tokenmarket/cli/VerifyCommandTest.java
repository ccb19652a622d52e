package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Participants;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.simulation.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The exchange as it runs, verified while it does, exported, and caught when tampered with. */
@Timeout(300)
class VerifyCommandTest {
  private static final int TRADES = 5;

  private final Population population = Scenario.shipped("quickstart").population();
  private final SupplyOffer first = (SupplyOffer) population.commands(0).get(0);

  @TempDir private Path temp;

  /** What a command printed, and its exit code. */
  private record Answered(int code, String out, String err) {}

  @Test
  void whatIsPublishedIsWhatTheLogGives() throws Exception {
    Path export = temp.resolve("export");
    inSandbox(
        settings -> {
          trade(settings);
          assertThat(send(settings, first)).isInstanceOf(Answer.Accepted.class);
        });
    inSandbox(
        settings -> {
          assertThat(send(settings, first)).isInstanceOf(Answer.Accepted.class);
          assertThat(send(settings, first)).matches(Answer::repeated, "is repeated");
          assertThat(send(settings, otherBody())).isInstanceOf(Answer.Rejected.class);
          trade(settings);
          identical(command("verify", settings, "--json"));
          assertThat(command("log export " + export, settings).code()).isZero();
        });
    identical(command("verify --json --log " + export));
    assertThat(command("replay --json --log " + export).code()).isZero();
    aTamperedExportIsCaught(export);
  }

  @Test
  void whereEverybodySignsTheSignaturesAreCheckedAgain() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    inSandbox(
        settings -> {
          trade(settings, Optional.of(key));
          String owner = " --owner newcomer --public-key " + Ed25519.text(key.getPublic());
          String operator = " --operator " + population.market().getParticipant();
          String market = "signing-key --market " + population.market().getMarket();
          assertThat(command(market + operator + owner, settings).out())
              .contains("newcomer signs with");
          assertThat(command(market + " --operator mallory" + owner, settings).err())
              .contains("NOT_OPERATOR");
          assertThat(send(settings, otherBody()))
              .isInstanceOfSatisfying(
                  Answer.Rejected.class,
                  refusal -> assertThat(refusal.reason()).isEqualTo("SIGNATURE_MISSING"));
          Answered verified = command("verify", settings, "--json");
          assertThat(verified.out())
              .as(verified.err())
              .contains("\"identical\":true")
              .containsPattern("\"signatures\":[1-9]\\d*,\"badSignatures\":1\\}");
        });
  }

  private static void identical(Answered verified) {
    assertThat(verified.out())
        .as(verified.err())
        .matches(
            "\\{\"identical\":true,\"commands\":\\d+,\"events\":\\d+,\"clearings\":\\d+\\}\\R");
    assertThat(verified.code()).isZero();
  }

  private static void aTamperedExportIsCaught(Path export) throws IOException {
    GenericRecord trade = tamper(export.resolve("trades-0.avro"));
    Answered verified = command("verify --log " + export);
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out())
        .containsPattern("market +" + trade.get("market") + "\\R")
        .containsPattern("interval +" + trade.get("interval") + "\\R")
        .containsPattern("log position +" + trade.get("logPosition") + "\\R")
        .containsPattern("field +lots\\R")
        .containsPattern("published +" + trade.get("lots") + "\\R")
        .containsPattern("recomputed +" + ((Long) trade.get("lots") - 1) + "\\R");
  }

  /** One trade is made one lot larger; the rest stays as it is. */
  private static GenericRecord tamper(Path file) throws IOException {
    Path original = Files.move(file, file.resolveSibling("original"));
    GenericRecord tampered = null;
    try (DataFileReader<GenericRecord> from =
            new DataFileReader<>(original.toFile(), new GenericDatumReader<>());
        DataFileWriter<GenericRecord> to =
            new DataFileWriter<>(new GenericDatumWriter<>(from.getSchema()))) {
      for (String name : List.of("tokenmarket.begin", "tokenmarket.end")) {
        to.setMeta(name, from.getMetaLong(name));
      }
      to.setCodec(CodecFactory.deflateCodec(1)).create(from.getSchema(), file.toFile());
      for (int i = 0; from.hasNext(); i++) {
        GenericRecord record = from.next();
        if (i == TRADES) {
          tampered = (GenericRecord) record.get("value");
          tampered.put("lots", (Long) tampered.get("lots") + 1);
        }
        to.append(record);
      }
    }
    return tampered;
  }

  private interface Use {
    void with(Map<String, Object> settings) throws Exception;
  }

  private void inSandbox(Use use) throws Exception {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"));
        Sandbox sandbox = Sandbox.start(folder, 0)) {
      sandbox.node().awaitRunning();
      use.with(sandbox.settings());
    }
  }

  /** Until there has been an auction with some trades. */
  private void trade(Map<String, Object> settings) {
    trade(settings, Optional.empty());
  }

  private void trade(Map<String, Object> settings, Optional<KeyPair> key) {
    try (Participants participants = Participants.connect(settings, population)) {
      key.ifPresent(participants::signWith);
      participants.begin();
      int trades = 0;
      while (trades <= TRADES) {
        trades +=
            participants.next(Duration.ofSeconds(1)).stream()
                .mapToInt(clearing -> clearing.getTrades())
                .sum();
      }
    }
  }

  private SupplyOffer otherBody() {
    return SupplyOffer.newBuilder(first).setKilowatts(first.getKilowatts() + 1).build();
  }

  private static Answer send(Map<String, Object> settings, SupplyOffer offer) throws Exception {
    try (ExchangeConnection exchange = ExchangeConnection.open(settings)) {
      return exchange.submit(offer).get(60, TimeUnit.SECONDS);
    }
  }

  private static Answered command(String line, Map<String, Object> settings, String... more) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.add("--bootstrap-servers=" + settings.get("bootstrap.servers"));
    words.add("--schema-registry=" + settings.get("schema.registry.url"));
    return command(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static Answered command(String line) {
    return command(line.split(" "));
  }

  private static Answered command(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    int code = line.execute(words);
    return new Answered(code, out.toString(), err.toString());
  }
}
