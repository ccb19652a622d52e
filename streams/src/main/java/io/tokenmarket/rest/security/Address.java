package io.tokenmarket.rest.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What is told from the address of a machine. */
public final class Address {
  private static final int NETWORK_BYTES = 8;

  private Address() {}

  /**
   * Who is counted together: an address, of IPv6 its /64, which is the least that one user has.
   *
   * @param address as numbers
   */
  public static String of(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_BYTES), bytes.length);
      return InetAddress.getByAddress(network).getHostAddress();
    } catch (UnknownHostException noNumbers) {
      return address;
    }
  }

  /** Whether a name a client has for us can be of this machine alone; nothing is looked up. */
  public static boolean isThisMachine(String name) {
    return name.equalsIgnoreCase("localhost")
        || name.equals("[::1]")
        || name.equals("::1")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /** Whether nobody but this machine reaches who listens there; false where that is not known. */
  public static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
