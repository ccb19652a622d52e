package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.ExchangeName;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.RecordSerde;
import io.tokenmarket.threads.OwnThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
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
  private static final String CLOSED = "the connection was closed";

  /** So many commands of the largest kind fit a batch. */
  private static final int BATCH = 100;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration BACKOFF = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final KafkaCommandSender sender;
  private final Reachability reachability;
  private final Outbox outbox;
  private final EventDispatch dispatch;
  private final EventReader reader;
  private final Thread thread = OwnThreads.of("exchange-events", this::readUntilClosed);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, CommandSigner> signers = new ConcurrentHashMap<>();

  /**
   * Nobody reads yet.
   *
   * @param consumer that is connected
   * @param consumers gives others, where that one cannot be used any more
   */
  ExchangeConnection(
      KafkaCommandSender sender,
      Consumer<String, byte[]> consumer,
      Supplier<Consumer<String, byte[]>> consumers,
      RecordReader records,
      ResendPolicy policy,
      LongSupplier nanoClock) {
    this.consumers = consumers;
    this.sender = sender;
    this.outbox = new Outbox(sender, policy, nanoClock);
    this.reachability = new Reachability(outbox, nanoClock);
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
    ExchangeName exchange = ExchangeName.of(settings);
    Consumer<String, byte[]> consumer = consumer(settings);
    try {
      EventReader.connect(consumer, exchange);
      RecordReader records = new RecordReader(settings);
      ExchangeConnection connection =
          new ExchangeConnection(
              new KafkaCommandSender(
                  exchange, () -> producer(settings), OwnThreads.executor("exchange-commands")),
              consumer,
              () -> consumer(settings),
              records,
              policy,
              System::nanoTime);
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
    return outbox.submit(signed(command));
  }

  /**
   * Sends several commands in their order. Neighbours of one participant to one market on one topic
   * go as batches, which costs the exchange far less; each has its own answer all the same.
   *
   * @return the answer to each, in the same order
   * @throws IllegalArgumentException where one of the records is no command that a batch takes
   */
  public List<CompletableFuture<Answer>> submitAll(List<? extends SpecificRecord> commands) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    List<Command> batch = new ArrayList<>();
    List<Command> all = commands.stream().map(this::batchable).toList();
    for (Command next : all) {
      if (!batch.isEmpty() && !(batch.size() < BATCH && next.goesWith(batch.get(0)))) {
        answers.addAll(outbox.submitAll(batch, Command::batch));
        batch = new ArrayList<>();
      }
      batch.add(next);
    }
    answers.addAll(outbox.submitAll(batch, Command::batch));
    return answers;
  }

  private Command batchable(SpecificRecord command) {
    Command signed = signed(command);
    if (!signed.isBatchable()) {
      throw new IllegalArgumentException(signed + " is sent by itself");
    }
    return signed;
  }

  private Command signed(SpecificRecord body) {
    Command command = Command.of(body);
    CommandSigner signer = signers.get(command.key().participant());
    return signer == null ? command : command.signed(signer.sign(body));
  }

  /**
   * The same with the signature that its sender has made.
   *
   * @param signature the header, or null
   */
  public CompletableFuture<Answer> submit(SpecificRecord command, String signature) {
    Command sent = Command.of(command).signed(signature);
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
    reader.wakeup();
    sender.end(CLOSE);
    awaitReader();
    outbox.close(CLOSED, null);
  }

  /** Of how many participants something is kept: of those with a command under way. */
  int participants() {
    return outbox.participants();
  }

  /** Why nothing can be sent or answered now, empty while all can. */
  public Optional<String> trouble() {
    return reachability.trouble();
  }

  /** One turn of the reader: what arrived, then what has waited too long. */
  boolean turn(Duration timeout) {
    try {
      return isRead(timeout);
    } finally {
      outbox.resendOverdue();
    }
  }

  /** What brokers refuse today they may grant tomorrow: reading goes on where it was. */
  private boolean isRead(Duration timeout) {
    try {
      boolean complete = reader.read(timeout);
      reachability.read(reader.measured("fetch-total"), reader.measured("connection-count"));
      return complete;
    } catch (WakeupException | InterruptException asked) {
      throw asked;
    } catch (KafkaException refused) {
      reachability.refused(refused);
      return false;
    }
  }

  /** What the reading thread does. However it ends, who waits is told. */
  void readUntilClosed() {
    String end = "the answers of the exchange are not read any more";
    try {
      while (closing.getCount() > 0) {
        if (!turn(POLL)) {
          closing.await(BACKOFF.toMillis(), TimeUnit.MILLISECONDS);
          renew();
        }
      }
      end = CLOSED;
    } catch (WakeupException | InterruptException | InterruptedException asked) {
      end = CLOSED;
    } catch (RuntimeException | VirtualMachineError broken) {
      end = "the answers of the exchange cannot be read: " + broken;
      throw broken;
    } finally {
      outbox.close(end, null);
      reader.close();
    }
  }

  /** Credentials are read when a client is made. */
  private void renew() {
    try {
      if (reachability.isRefused()) {
        reader.renew(consumers);
      }
    } catch (KafkaException refused) {
      reachability.refused(refused);
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
