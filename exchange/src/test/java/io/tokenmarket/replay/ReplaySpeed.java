package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.simulation.Scenario;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much faster a log is verified than it came about: as many commands as the exchange takes,
 * each waited for, and then their verification. Measures; not part of the build.
 *
 * <pre>./mvnw -pl simulation -am test -Dtest=ReplaySpeed -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class ReplaySpeed {
  private static final int COMMANDS = Integer.getInteger("commands", 60_000);
  private static final OperatingSystemMXBean CPU =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int UNDER_WAY = 2_000;

  private final Population population = Scenario.shipped("quickstart").population();
  private final Semaphore room = new Semaphore(UNDER_WAY);

  @Test
  void aLogIsVerifiedTenTimesAsFastAsItCameAbout(@TempDir Path temp) throws Exception {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"));
        Sandbox sandbox = Sandbox.start(folder, 0)) {
      sandbox.node().awaitRunning();
      double live = live(sandbox.settings());
      verify("cluster, cold", ClusterLog.open(sandbox.settings()));
      double cluster = verify("cluster", ClusterLog.open(sandbox.settings()));
      try (LogSource source = ClusterLog.open(sandbox.settings())) {
        LogExport.write(source, temp.resolve("export"), Progress.NONE);
      }
      double export = verify("export", ExportedLog.open(temp.resolve("export")));
      assertThat(Math.min(cluster, export)).isGreaterThan(10 * live);
    }
  }

  /** Commands answered a second, from the first sent to the last answer. */
  private double live(Map<String, Object> settings) throws Exception {
    try (ExchangeConnection exchange = ExchangeConnection.open(settings)) {
      MarketDefinition market =
          MarketDefinition.newBuilder(population.market()).setOrigin(Instant.now()).build();
      exchange.submit(market).get(60, TimeUnit.SECONDS);
      long began = System.nanoTime();
      long cpu = CPU.getProcessCpuTime();
      int sent = 0;
      for (long interval = 0; sent < COMMANDS; interval++) {
        for (SpecificRecord command : population.commands(interval)) {
          room.acquire();
          exchange.submit(command).whenComplete((answer, failure) -> room.release());
          sent++;
        }
      }
      room.acquire(UNDER_WAY);
      return report("live", sent, began, cpu);
    }
  }

  private static double verify(String name, LogSource source) {
    try (source) {
      long began = System.nanoTime();
      long cpu = CPU.getProcessCpuTime();
      Verification.Result result = Verification.run(source, Progress.NONE);
      assertThat(result.difference()).isEmpty();
      return report("verify, " + name, result.tally().commands(), began, cpu);
    }
  }

  private static double report(String name, long commands, long began, long cpu) {
    double seconds = (System.nanoTime() - began) / 1e9;
    double cores = (CPU.getProcessCpuTime() - cpu) / 1e9 / seconds;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d commands, %,.0f a second on %.2f cores%n",
        name,
        commands,
        commands / seconds,
        cores);
    return commands / seconds;
  }
}
