package io.tokenmarket.rest.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what a browser asks for on behalf of a page from elsewhere, which nobody before the browser
 * may know of. Browsers say so in headers that pages cannot set; other clients send none of them.
 */
public final class WebPages {
  private static final Set<String> OWN = Set.of("same-origin", "none");
  private static final Set<String> FOLLOWING = Set.of("GET", "HEAD");

  private final Optional<String> welcome;

  /**
   * @param welcome the one origin whose pages may ask
   */
  public WebPages(Optional<String> welcome) {
    this.welcome = welcome;
  }

  /** Whether a page from elsewhere asks; a link that is followed to us is the visitor's wish. */
  public boolean isForeign(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null && welcome.filter(origin::equals).isPresent()) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !OWN.contains(site) && !isLink(request);
    }
    return origin != null && !isOwn(origin, request.getHeader("Host"));
  }

  private static boolean isLink(HttpServletRequest request) {
    return FOLLOWING.contains(request.getMethod())
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  /** An origin has no port where it is the usual one, and clients may name that or not. */
  private static boolean isOwn(String origin, String host) {
    String[] parts = origin.toLowerCase(Locale.ROOT).split("://", 2);
    if (host == null || parts.length < 2) {
      return false;
    }
    String usual = parts[0].equals("https") ? ":443" : ":80";
    return without(usual, parts[1]).equals(without(usual, host.toLowerCase(Locale.ROOT)));
  }

  private static String without(String port, String authority) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }
}
