package io.tokenmarket.rest.page;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.staticfiles.Location;
import java.net.URL;
import java.util.Map;
import java.util.Set;

/**
 * The dashboard: files of this jar at the root of the server, and the libraries they load.
 * Described in {@code docs/dashboard.md}.
 */
public final class Dashboard {
  private static final String PAGES = "/dashboard";
  private static final String LIBRARIES = "/libraries";
  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  private Dashboard() {}

  /** Serves it, for everybody. */
  public static void on(JavalinConfig config) {
    files(config, PAGES, "/", "no-cache");
    // The version is in the path.
    files(config, LIBRARIES, LIBRARIES, "public, max-age=31536000, immutable");
    config.routes.before(Dashboard::onlyRead);
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

  /** A file is not told from nothing by who serves files, where it is not read. */
  private static void onlyRead(Context context) {
    if (READING.contains(context.method()) || !isFile(context.path())) {
      return;
    }
    if (context.method() != HandlerType.OPTIONS) {
      throw new MethodNotAllowedResponse("", Map.of("availableMethods", ALLOWED));
    }
    context.status(HttpStatus.NO_CONTENT).header(Header.ALLOW, ALLOWED).skipRemainingHandlers();
  }

  private static boolean isFile(String path) {
    String name = path.equals("/") ? "/index.html" : path;
    return isResource(PAGES + name) || name.startsWith(LIBRARIES + "/") && isResource(name);
  }

  /** Of what has no dot nothing is a file but folders. */
  private static boolean isResource(String name) {
    URL found = name.contains("..") ? null : Dashboard.class.getResource(name);
    return found != null && name.indexOf('.', name.lastIndexOf('/')) >= 0;
  }
}
