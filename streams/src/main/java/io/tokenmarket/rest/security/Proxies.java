package io.tokenmarket.rest.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Proxies whose word is taken for who is behind them, as they say it in {@code X-Forwarded-For}.
 * Everybody may send that header; each proxy adds at its end whom it was called by. So it is read
 * from its end, as far as those who wrote it are trusted.
 */
public final class Proxies {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern NUMBERS =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](:\\d+)?|([^:]*):\\d+");

  private final InetAddressSet trusted = new InetAddressSet();

  /**
   * @param networks addresses, or networks like {@code 10.0.0.0/8}
   * @throws IllegalArgumentException where one is neither
   */
  public Proxies(List<String> networks) {
    networks.forEach(this::add);
  }

  /** Nobody's word is taken. */
  public static Proxies none() {
    return new Proxies(List.of());
  }

  private void add(String network) {
    String[] parts = network.split("/", 2);
    if (literal(parts[0]).isEmpty() || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
      throw new IllegalArgumentException(network + " is no address and no network of addresses");
    }
    trusted.add(network);
  }

  public boolean contains(InetAddress address) {
    return trusted.test(address);
  }

  /**
   * Whom a request is from.
   *
   * @param connected the other end of its connection
   * @param forwardedFor the values of its {@code X-Forwarded-For}, in their order
   */
  public InetAddress caller(InetAddress connected, List<String> forwardedFor) {
    String[] said = String.join(",", forwardedFor).split(",");
    InetAddress caller = connected;
    for (int n = said.length - 1; n >= 0 && contains(caller); n--) {
      Optional<InetAddress> before = literal(address(said[n].strip()));
      if (before.isEmpty()) {
        return caller;
      }
      caller = before.get();
    }
    return caller;
  }

  /** Some proxies add a port. */
  private static String address(String entry) {
    Matcher port = WITH_PORT.matcher(entry);
    if (!port.matches()) {
      return entry;
    }
    return port.group(1) == null ? port.group(3) : port.group(1);
  }

  /** Never looks up a name. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return NUMBERS.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }
}
