package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One connection to the exchange, shared by any number of participants: a producer for commands and
 * a thread that reads the answers. Safe for use by several threads.
 *
 * <p>Futures are completed and listeners called by that thread, so what hangs on them must not wait
 * for another answer.
 */
public final class ExchangeConnection implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration REGISTRY_BACKOFF = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<String, SpecificRecord> producer;
  private final Consumer<String, byte[]> consumer;
  private final Outbox outbox;
  private final EventDispatch dispatch;
  private final EventReader reader;
  private final Thread thread = new Thread(this::readUntilClosed, "exchange-events");
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, CommandSigner> signers = new ConcurrentHashMap<>();

  /** Over a consumer that is connected; nobody reads yet. */
  ExchangeConnection(
      Producer<String, SpecificRecord> producer,
      Consumer<String, byte[]> consumer,
      RecordReader records,
      ResendPolicy policy,
      LongSupplier nanoClock) {
    this.producer = producer;
    this.consumer = consumer;
    this.outbox = new Outbox(new KafkaCommandSender(producer), policy, nanoClock);
    this.dispatch = new EventDispatch(outbox);
    this.reader = new EventReader(consumer, records, dispatch);
  }

  /** As {@link #open(Map, ResendPolicy)} with {@link ResendPolicy#standard}. */
  public static ExchangeConnection open(Map<String, ?> settings) {
    return open(settings, ResendPolicy.standard());
  }

  /**
   * Connects; answers to whatever is sent from now on are read.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else
   *     Kafka's and Confluent's clients take
   * @throws ExchangeException where the topics are missing or the brokers do not answer
   */
  public static ExchangeConnection open(Map<String, ?> settings, ResendPolicy policy) {
    Consumer<String, byte[]> consumer = consumer(settings);
    try {
      EventReader.connect(consumer);
      RecordReader records = new RecordReader(settings);
      ExchangeConnection connection =
          new ExchangeConnection(producer(settings), consumer, records, policy, System::nanoTime);
      connection.thread.setDaemon(true);
      connection.thread.start();
      return connection;
    } catch (KafkaException unreachable) {
      consumer.close();
      throw new ExchangeException(
          "the exchange cannot be reached, check bootstrap.servers: " + unreachable.getMessage(),
          unreachable);
    } catch (ExchangeException missing) {
      consumer.close();
      throw missing;
    }
  }

  /**
   * Sends a command as it is: a SupplyOffer, TokenDemand, OfferCancelled, DemandCancelled,
   * MarketDefinition, KeyDefinition or KeyChanged, signed where its sender has a signer.
   *
   * @return the answer; fails with an {@link ExchangeException} where none came
   * @throws IllegalArgumentException where the record is no command
   */
  public CompletableFuture<Answer> submit(SpecificRecord command) {
    CommandSigner signer = signers.get(Command.of(command).key().participant());
    return submit(command, signer == null ? null : signer.sign(command));
  }

  /**
   * The same with the signature that its sender has made.
   *
   * @param signature the header, or null
   */
  public CompletableFuture<Answer> submit(SpecificRecord command, String signature) {
    Command sent = Command.of(command).signed(signature);
    dispatch.follow(sent.key().participant());
    return outbox.submit(sent);
  }

  /** From now on signs what is submitted for the participant. */
  public void signFor(String participant, CommandSigner signer) {
    signers.put(participant, signer);
  }

  /** From now on tells the listener what becomes of the participant's orders in the market. */
  public void listen(String market, String participant, OrderListener listener) {
    dispatch.listen(market, participant, listener);
  }

  /** Hands over what was submitted to the brokers and stops; what has no answer yet fails. */
  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    producer.close(CLOSE);
    awaitReader();
    outbox.close("the connection was closed", null);
  }

  /** One turn of the reader: what arrived, then what has waited too long. */
  boolean turn(Duration timeout) {
    boolean complete = reader.read(timeout);
    outbox.resendOverdue();
    return complete;
  }

  /** What the reading thread does. */
  void readUntilClosed() {
    try (consumer) {
      while (closing.getCount() > 0) {
        if (!turn(POLL)) {
          closing.await(REGISTRY_BACKOFF.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (WakeupException asked) {
      outbox.close("the connection was closed", null);
    } catch (InterruptedException | RuntimeException broken) {
      outbox.close("the answers of the exchange cannot be read: " + broken, broken);
    }
  }

  private void awaitReader() {
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Producer<String, SpecificRecord> producer(Map<String, ?> settings) {
    RecordSerde<SpecificRecord> serde = new RecordSerde<>(settings);
    return new KafkaProducer<>(
        ClientSettings.producer(settings), new StringSerializer(), serde.serializer());
  }

  private static Consumer<String, byte[]> consumer(Map<String, ?> settings) {
    return new KafkaConsumer<>(
        ClientSettings.consumer(settings), new StringDeserializer(), new ByteArrayDeserializer());
  }
}
