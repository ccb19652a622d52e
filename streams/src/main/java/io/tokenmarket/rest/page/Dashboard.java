package io.tokenmarket.rest.page;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Header;
import io.javalin.http.staticfiles.Location;
import java.util.Map;

/**
 * The dashboard: files of this jar at the root of the server, and the libraries they load out of
 * theirs. Described in {@code docs/dashboard.md}.
 */
public final class Dashboard {
  private static final String LIBRARIES = "/META-INF/resources/webjars";

  private Dashboard() {}

  /** Serves it, for everybody. */
  public static void on(JavalinConfig config) {
    files(config, "/dashboard", "/", "no-cache");
    // The version stands in the path.
    files(config, LIBRARIES, "/webjars", "public, max-age=31536000, immutable");
  }

  private static void files(JavalinConfig config, String from, String at, String caching) {
    config.staticFiles.add(
        files -> {
          files.directory = from;
          files.hostedPath = at;
          files.location = Location.CLASSPATH;
          files.headers = Map.of(Header.CACHE_CONTROL, caching);
        });
  }
}
