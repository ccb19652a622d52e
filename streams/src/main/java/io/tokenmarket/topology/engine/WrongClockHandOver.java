package io.tokenmarket.topology.engine;

import io.tokenmarket.threads.OwnThreads;
import io.tokenmarket.topology.cluster.CheckedClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a node's partitions to the other nodes while its clock is wrong, and takes part again once
 * it is right. Where nobody else is there it keeps them: commands are answered then, though no
 * auctions are held.
 */
public final class WrongClockHandOver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WrongClockHandOver.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A clock that is set right again within moments costs nobody a rebalance. */
  private static final Duration WRONG_FOR = Duration.ofSeconds(3);

  /** Nodes whose clocks are wrong at the same time do not all leave at the same time. */
  private static final Duration APART = Duration.ofSeconds(3);

  private final Engine engine;
  private final CheckedClock clock;
  private final String group;
  private final String node;
  private final Admin admin;
  private final ScheduledExecutorService thread = OwnThreads.scheduler("hand-over");
  private long rightAt = System.nanoTime();
  private long patience = patience();

  private WrongClockHandOver(Engine engine, CheckedClock clock) {
    EngineConfig config = engine.config();
    this.engine = engine;
    this.clock = clock;
    this.group = config.applicationId();
    this.node = config.instance().orElse("");
    this.admin = Admin.create(config.watcher("hand-over"));
  }

  /** Begins to watch the clock. */
  public static WrongClockHandOver start(Engine engine, CheckedClock clock) {
    WrongClockHandOver started = new WrongClockHandOver(engine, clock);
    started.thread.scheduleWithFixedDelay(
        started::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return started;
  }

  private void look() {
    Optional<String> trouble = clock.trouble();
    if (trouble.isEmpty()) {
      rightAt = System.nanoTime();
      patience = patience();
      takePart();
    } else if (engine.takesPart()) {
      standAside(trouble.get());
    } else if (others().filter(count -> count == 0).isPresent()) {
      takePart();
    }
  }

  private void takePart() {
    if (!engine.takesPart()) {
      LOG.info("The engine takes part again");
      engine.takePart();
    }
  }

  private void standAside(String trouble) {
    if (System.nanoTime() - rightAt > patience && others().filter(n -> n > 0).isPresent()) {
      LOG.warn("The engine leaves its partitions to other nodes. {}", trouble);
      engine.standAside();
    }
  }

  /** How many members of the group are another node's, empty where the brokers do not say. */
  private Optional<Long> others() {
    try {
      return Optional.of(
          admin
              .describeConsumerGroups(List.of(group))
              .describedGroups()
              .get(group)
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .members()
              .stream()
              .filter(this::isAnother)
              .count());
    } catch (ExecutionException | TimeoutException unknown) {
      LOG.debug("Nobody says who else is there", unknown);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private boolean isAnother(MemberDescription member) {
    return member.groupInstanceId().filter(name -> name.startsWith(node + "-")).isEmpty();
  }

  private static long patience() {
    return WRONG_FOR.toNanos() + ThreadLocalRandom.current().nextLong(APART.toNanos());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
