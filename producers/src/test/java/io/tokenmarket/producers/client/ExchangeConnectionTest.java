package io.tokenmarket.producers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.producers.catalogue.Catalogue;
import io.tokenmarket.producers.client.Answer.Accepted;
import io.tokenmarket.producers.client.Answer.Rejected;
import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class ExchangeConnectionTest {
  private static final OfferTerms OFFER =
      OfferTerms.of("north", "blackwell", 40_000)
          .tier("MEDIUM", 650_000, new BigDecimal("0.50"))
          .standingFor(60);
  private static final DemandTerms DEMAND =
      DemandTerms.of("HIGH", 7, new BigDecimal("6.25")).standingFor(3);

  private final Exchange exchange = Exchange.running();
  private final FactoryProducer factory = factory(exchange);
  private final ConsumerAppProducer app =
      new ConsumerAppProducer(exchange.connection, "app-1", "here");

  @Test
  void anOfferGoesToSupplyOffersUnderItsFactory() {
    factory.offer("o1", OFFER);
    assertThat(last().topic()).isEqualTo(Topics.SUPPLY_OFFERS);
    assertThat(last().key()).isEqualTo("hall-1");
    SupplyOffer offer = (SupplyOffer) last().value();
    assertThat(offer.getCommandId()).isEqualTo("o1");
    assertThat(offer.getMarket()).isEqualTo("here");
    assertThat(offer.getIntervals()).isEqualTo(60);
    assertThat(offer.getRates().get(0).getAsk()).isEqualTo(500_000);
  }

  @Test
  void aDemandGoesToTokenDemandUnderItsApp() {
    app.demand("d1", DEMAND);
    assertThat(last().topic()).isEqualTo(Topics.TOKEN_DEMAND);
    assertThat(last().key()).isEqualTo("app-1");
    assertThat(last().value())
        .isEqualTo(
            TokenDemand.newBuilder()
                .setCommandId("d1")
                .setMarket("here")
                .setParticipant("app-1")
                .setTier("HIGH")
                .setLots(7L)
                .setLimitPrice(6_250_000L)
                .setIntervals(3L)
                .build());
  }

  @Test
  void cancelsGoTheWayOfTheirOrders() {
    factory.cancel("c1", "o1");
    assertThat(last().topic()).isEqualTo(Topics.SUPPLY_OFFERS);
    assertThat(last().value()).isEqualTo(new OfferCancelled("c1", "here", "hall-1", "o1", -1L));
    app.cancel("c2", "d1");
    assertThat(last().topic()).isEqualTo(Topics.TOKEN_DEMAND);
    assertThat(last().value()).isEqualTo(new DemandCancelled("c2", "here", "app-1", "d1", -1L));
  }

  @Test
  void aDefinitionGoesUnderItsMarketAndIsAnswered() {
    CompletableFuture<Answer> answer = exchange.connection.submit(definition());
    assertThat(last().topic()).isEqualTo(Topics.MARKET_DEFINITIONS);
    assertThat(last().key()).isEqualTo("here");
    exchange.says("operator", new MarketDefined("here", "operator", "m1", 0L, false));
    assertThat(answer).isCompletedWithValue(new Accepted("m1", "m1", 0, false));
  }

  @Test
  void whoHasASignerSendsSignedAndNobodyElse() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Clock clock = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);
    exchange.connection.signFor(
        "app-1", new CommandSigner(key.getPrivate(), Duration.ofSeconds(60), clock));
    app.demand("d1", DEMAND);
    CommandSignature signature = CommandSignature.parse(header()).orElseThrow();
    assertThat(signature.expires()).isEqualTo(65_000);
    assertThat(signature.isOf(last().value(), key.getPublic())).isTrue();
    factory.offer("o1", OFFER);
    assertThat(last().headers().lastHeader(CommandSignature.HEADER)).isNull();
  }

  @Test
  void aSignatureThatIsGivenIsSentAsItIs() {
    exchange.connection.submit(new DemandCancelled("c", "here", "app-1", "d", -1L), "1.abc");
    assertThat(header()).isEqualTo("1.abc");
  }

  private String header() {
    return new String(
        last().headers().lastHeader(CommandSignature.HEADER).value(), StandardCharsets.UTF_8);
  }

  @Test
  void keysGoTheWayOfTheirSender() {
    KeyDefinition given = new KeyDefinition("k1", "here", "operator", "app-1", "key");
    CompletableFuture<Answer> answer = exchange.connection.submit(given);
    assertThat(last().topic()).isEqualTo(Topics.MARKET_OPERATIONS);
    assertThat(last().key()).isEqualTo("here");
    exchange.says("operator", new KeyDefined("here", "operator", "k1", "app-1", "key", 3L, false));
    assertThat(answer).isCompletedWithValue(new Accepted("k1", "k1", 3, false));
    exchange.connection.submit(new KeyChanged("k2", "here", "app-1", null));
    assertThat(last().topic()).isEqualTo(Topics.TOKEN_DEMAND);
    assertThat(last().key()).isEqualTo("app-1");
  }

  @Test
  void anAcceptedOfferCompletesItsFuture() {
    CompletableFuture<Answer> answer = factory.offer("o1", OFFER);
    exchange.says("hall-1", accepted("o1", false));
    assertThat(answer).isCompletedWithValue(new Accepted("o1", "o1", 17, false));
  }

  @Test
  void aRefusedDemandNamesItsReason() {
    CompletableFuture<Answer> answer = app.demand("d1", DEMAND);
    exchange.says(
        "app-1",
        new OrderRejected(
            "here", "app-1", "d1", "PRICE_OVER_CAP", "too dear", 17L, false, List.of()));
    assertThat(answer)
        .isCompletedWithValue(new Rejected("d1", "PRICE_OVER_CAP", "too dear", 17, false));
  }

  @Test
  void aCancelIsAnsweredWithTheOrderItTookOut() {
    CompletableFuture<Answer> answer = factory.cancel("c1", "o1");
    exchange.says("hall-1", new OrderCancelled("here", "hall-1", "c1", "o1", 18L, false));
    assertThat(answer).isCompletedWithValue(new Accepted("c1", "o1", 18, false));
  }

  @Test
  void everyCommandWithoutAnIdGetsOneOfItsOwn() {
    factory.offer(OFFER);
    factory.offer(OFFER);
    assertThat(exchange.sent())
        .extracting(command -> ((SupplyOffer) command).getCommandId())
        .doesNotHaveDuplicates();
  }

  @Test
  void anUnansweredCommandIsSentAgainAsItWas() {
    CompletableFuture<Answer> answer = factory.offer("o1", OFFER);
    exchange.passes(Exchange.TIMEOUT);
    assertThat(exchange.sent()).hasSize(2);
    assertThat(exchange.sent().get(1)).isEqualTo(exchange.sent().get(0));
    exchange.says("hall-1", accepted("o1", true));
    assertThat(answer).isCompletedWithValue(new Accepted("o1", "o1", 17, true));
  }

  @Test
  void nothingIsSentAgainBeforeItsTime() {
    factory.offer("o1", OFFER);
    exchange.passes(Exchange.TIMEOUT.minusNanos(1));
    assertThat(exchange.sent()).hasSize(1);
  }

  @Test
  void anAnsweredCommandIsNotSentAgain() {
    factory.offer("o1", OFFER);
    exchange.says("hall-1", accepted("o1", false));
    exchange.passes(Exchange.TIMEOUT);
    assertThat(exchange.sent()).hasSize(1);
  }

  @Test
  void theFirstAnswerCountsHoweverManyCome() {
    CompletableFuture<Answer> answer = factory.offer("o1", OFFER);
    exchange.passes(Exchange.TIMEOUT);
    exchange.says("hall-1", accepted("o1", false));
    exchange.says("hall-1", accepted("o1", true));
    assertThat(answer).isCompletedWithValue(new Accepted("o1", "o1", 17, false));
  }

  @Test
  void anAnswerFromAnotherMarketIsNotMine() {
    CompletableFuture<Answer> answer = factory.offer("o1", OFFER);
    exchange.says("hall-1", new OrderAccepted("there", "hall-1", "o1", "o1", 17L, false));
    assertThat(answer).isNotDone();
  }

  @Test
  void ofParticipantsWhoseCommandsAreAnsweredNothingIsKept() {
    for (int n = 0; n < 1_000; n++) {
      String name = "passer-by-" + n;
      new ConsumerAppProducer(exchange.connection, name, "here").demand("d", DEMAND);
      assertThat(exchange.connection.participants()).isEqualTo(1);
      exchange.says(name, new OrderAccepted("here", name, "d", "d", 17L, false));
    }
    assertThat(exchange.connection.participants()).isZero();
  }

  @Test
  void ofParticipantsWhoseCommandsAreGivenUpNothingIsKept() {
    factory.offer("o1", OFFER);
    factory.offer("o2", OFFER);
    for (int wait = 0; wait < Exchange.TRIES; wait++) {
      assertThat(exchange.connection.participants()).isEqualTo(1);
      exchange.passes(Exchange.TIMEOUT);
    }
    assertThat(exchange.connection.participants()).isZero();
  }

  @Test
  void aCommandThatIsNeverAnsweredFailsWithItsNameAndTopic() {
    CompletableFuture<Answer> answer = factory.offer("o1", OFFER);
    for (int each = 0; each < Exchange.TRIES; each++) {
      assertThat(answer).isNotDone();
      exchange.passes(Exchange.TIMEOUT);
    }
    assertThat(exchange.sent()).hasSize(Exchange.TRIES);
    assertThatThrownBy(answer::join)
        .hasCauseInstanceOf(ExchangeException.class)
        .hasMessageContaining("SupplyOffer 'o1' of 'hall-1'")
        .hasMessageContaining("3 tries on topic supply-offers")
        .hasMessageContaining("same id");
  }

  @Test
  void aCommandGivenUpMayBeSentAgain() {
    aCommandThatIsNeverAnsweredFailsWithItsNameAndTopic();
    CompletableFuture<Answer> answer = factory.offer("o1", OFFER);
    exchange.says("hall-1", accepted("o1", true));
    assertThat(answer).isCompleted();
  }

  @Test
  void theSameCommandWhileItWaitsIsSentOnce() {
    CompletableFuture<Answer> one = factory.offer("o1", OFFER);
    CompletableFuture<Answer> two = factory.offer("o1", OFFER);
    assertThat(exchange.sent()).hasSize(1);
    exchange.says("hall-1", accepted("o1", false));
    assertThat(one).isCompleted();
    assertThat(two).isCompleted();
  }

  @Test
  void anotherCommandUnderAnIdThatWaitsIsRefused() {
    factory.offer("o1", OFFER);
    assertThatThrownBy(factory.offer("o1", OFFER.standingFor(61))::join)
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an id of its own");
    assertThat(exchange.sent()).hasSize(1);
  }

  @Test
  void aFailureThatMayPassIsLeftToTheNextTry() {
    Exchange slow = Exchange.withSlowBrokers();
    CompletableFuture<Answer> answer = factory(slow).offer("o1", OFFER);
    slow.producer.errorNext(new NotLeaderOrFollowerException("moving"));
    assertThat(answer).isNotDone();
    slow.passes(Exchange.TIMEOUT);
    assertThat(slow.sent()).hasSize(2);
  }

  @Test
  void aFailureThatStaysFailsTheCommandAtOnce() {
    Exchange slow = Exchange.withSlowBrokers();
    CompletableFuture<Answer> answer = factory(slow).offer("o1", OFFER);
    slow.producer.errorNext(new RecordTooLargeException("too large"));
    assertThatThrownBy(answer::join)
        .hasMessageContaining("SupplyOffer 'o1'")
        .hasMessageContaining("could not be sent to topic supply-offers")
        .hasRootCauseInstanceOf(RecordTooLargeException.class);
  }

  @Test
  void aCommandThatCannotBeWrittenFailsItsFuture() {
    exchange.producer.sendException = new SerializationException("no such schema");
    assertThatThrownBy(factory.offer("o1", OFFER)::join).hasMessageContaining("no such schema");
  }

  @Test
  void whatIsNoCommandIsRefused() {
    SpecificRecord event = accepted("o1", false);
    assertThatThrownBy(() -> exchange.connection.submit(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OrderAccepted is no command");
  }

  @Test
  void aListenerHearsOfItsOwnOrdersInOrder() {
    List<SpecificRecord> heard = new ArrayList<>();
    factory.listen(into(heard));
    exchange.says("hall-1", awarded("hall-1"));
    exchange.says("hall-2", awarded("hall-2"));
    exchange.says("hall-1", expired());
    assertThat(heard).containsExactly(awarded("hall-1"), expired());
  }

  @Test
  void aListenerThatFailsDoesNotStopTheEvents() {
    List<SpecificRecord> heard = new ArrayList<>();
    factory.listen(
        new OrderListener() {
          @Override
          public void awarded(OrderAwarded event) {
            throw new IllegalStateException("a bug in the caller's code");
          }
        });
    factory.listen(into(heard));
    exchange.says("hall-1", awarded("hall-1"));
    assertThat(heard).hasSize(1);
  }

  @Test
  void whatIsNoEventDoesNotHoldUpTheNext() {
    CompletableFuture<Answer> answer = factory.offer("o1", OFFER);
    exchange.saysNonsense("hall-1");
    exchange.says("hall-1", accepted("o1", false));
    assertThat(answer).isCompleted();
  }

  @Test
  void anEventIsReadAgainWhileTheRegistryIsSilent() {
    Exchange deaf =
        Exchange.withRegistry(
            Map.of("schema.registry.url", "http://127.0.0.1:1", "max.retries", 0));
    CompletableFuture<Answer> answer = factory(deaf).offer("o1", OFFER);
    byte[] event = exchange.serde.serializer().serialize("order-events", accepted("o1", false));
    assertThat(deaf.saysBytes("somebody-else", event)).isTrue();
    assertThat(deaf.saysBytes("hall-1", event)).isFalse();
    assertThat(deaf.unread()).isEqualTo(1);
    assertThat(answer).isNotDone();
  }

  @Test
  void closingFailsWhatWaitsAndWhatFollows() {
    CompletableFuture<Answer> waiting = factory.offer("o1", OFFER);
    exchange.connection.close();
    assertThatThrownBy(waiting::join).hasMessageContaining("connection was closed");
    assertThatThrownBy(factory.offer("o2", OFFER)::join)
        .hasMessageContaining("connection was closed");
    assertThat(exchange.producer.closed()).isTrue();
  }

  @Test
  void theReadingThreadEndsWhenTheConnectionCloses() {
    exchange.consumer.schedulePollTask(exchange.connection::close);
    exchange.connection.readUntilClosed();
    assertThat(exchange.consumer.closed()).isTrue();
  }

  /** As while rights or credentials are being changed. */
  @Test
  void whatBrokersRefuseToLetUsReadIsReadOnceTheyLetUs() {
    CompletableFuture<Answer> waiting = factory.offer("o1", OFFER);
    exchange.consumer.setPollException(new TopicAuthorizationException("order-events"));
    assertThat(exchange.connection.turn(Duration.ZERO)).isFalse();
    assertThat(exchange.connection.trouble()).get().asString().contains("order-events");
    assertThat(waiting).isNotDone();
    assertThatThrownBy(factory.offer("o2", OFFER)::join)
        .hasMessageContaining("SupplyOffer 'o2'")
        .hasMessageContaining("was not sent: the brokers refuse");

    exchange.says("hall-1", accepted("o1", false));
    assertThat(waiting).isCompleted();
    assertThat(exchange.connection.trouble()).isEmpty();
    assertThat(factory.offer("o2", OFFER)).isNotDone();
  }

  @Test
  void anErrorOfTheReadingThreadIsNotHidden() {
    CompletableFuture<Answer> waiting = factory.offer("o1", OFFER);
    exchange.consumer.schedulePollTask(
        () -> {
          throw new OutOfMemoryError("injected");
        });
    assertThatThrownBy(exchange.connection::readUntilClosed).isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(waiting::join).hasMessageContaining("OutOfMemoryError");
  }

  @Test
  void aProducerThatSendsNothingAnyMoreIsReplaced() {
    exchange.producer.sendException = new ClusterAuthorizationException("no rights");
    assertThatThrownBy(factory.offer("o1", OFFER)::join).hasMessageContaining("no rights");
    exchange.producer.sendException = null;
    assertThat(exchange.producer.closed()).isFalse();
    factory.offer("o2", OFFER);
    assertThat(exchange.producer.closed()).isTrue();
  }

  /** A topic that connecting does not look at is one whose first leader it does not wait for. */
  @Test
  void anyMissingTopicIsNamedAtConnecting() {
    for (String topic : Topics.COMMANDS) {
      MockConsumer<String, byte[]> consumer = Exchange.consumer();
      consumer.updatePartitions(topic, List.of());
      assertThatThrownBy(() -> EventReader.connect(consumer, ExchangeName.NONE))
          .isInstanceOf(ExchangeException.class)
          .hasMessageContaining("topic " + topic + " does not exist");
    }
  }

  @Test
  void anUnreachableBrokerIsNamedAtConnecting() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "schema.registry.url", "mock://nobody",
            "default.api.timeout.ms", 300);
    assertThatThrownBy(() -> ExchangeConnection.open(settings))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("check bootstrap.servers");
  }

  private ProducerRecord<String, SpecificRecord> last() {
    return exchange.producer.history().get(exchange.producer.history().size() - 1);
  }

  private static FactoryProducer factory(Exchange exchange) {
    return new FactoryProducer(exchange.connection, "hall-1", "here");
  }

  private static OrderAccepted accepted(String id, boolean repeated) {
    return new OrderAccepted("here", "hall-1", id, id, 17L, repeated);
  }

  private static OrderAwarded awarded(String participant) {
    return new OrderAwarded("here", participant, "o1", 5L, "MEDIUM", 2L, 3L, 6L, 0L, 17L);
  }

  private static OrderExpired expired() {
    return new OrderExpired("here", "hall-1", "o1", 5L, 17L);
  }

  private static OrderListener into(List<SpecificRecord> heard) {
    return new OrderListener() {
      @Override
      public void awarded(OrderAwarded event) {
        heard.add(event);
      }

      @Override
      public void expired(OrderExpired event) {
        heard.add(event);
      }
    };
  }

  private static MarketDefinition definition() {
    return MarketDefinition.newBuilder()
        .setCommandId("m1")
        .setMarket("here")
        .setParticipant("operator")
        .setOrigin(Instant.EPOCH)
        .setIntervalMillis(60_000)
        .setTiers(Catalogue.load().tierDefinitions())
        .setPriceStep(10_000)
        .setFeePpm(0)
        .setMemoryAuctions(10)
        .build();
  }
}
