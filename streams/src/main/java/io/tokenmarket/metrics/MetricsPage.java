package io.tokenmarket.metrics;

import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.plugin.Plugin;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tokenmarket.rest.Access;
import io.tokenmarket.rest.http.Target;
import java.io.IOException;

/** {@code /metrics} in Prometheus' text format. */
final class MetricsPage extends Plugin<Void> {
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final PrometheusRegistry registry;

  MetricsPage(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onInitialize(JavalinState state) {
    state.routes.get("/metrics", this::answer, Access.OPERATOR);
  }

  private void answer(Context context) throws IOException {
    new Target(context.req()).requireNoQuery();
    context.contentType(PrometheusTextFormatWriter.CONTENT_TYPE);
    context.header(Header.CACHE_CONTROL, "no-store");
    writer.write(context.outputStream(), registry.scrape());
  }
}
