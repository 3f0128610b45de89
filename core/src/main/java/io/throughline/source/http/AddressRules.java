package io.throughline.source.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Which network addresses a source may live at. Addresses that serve a machine its own credentials
 * are never dialled, whatever a configuration says.
 *
 * @param allowLoopback this machine itself
 * @param allowPrivate the organisation's own network
 */
public record AddressRules(boolean allowLoopback, boolean allowPrivate) {
  /**
   * The rules for a configured host: an address or {@code localhost} written out by the operator is
   * meant; a name that merely leads to one is not.
   *
   * @param operatorAllows the operator allows private addresses behind names
   */
  public static AddressRules forHost(String host, boolean operatorAllows) {
    boolean literal = host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){3}");
    boolean local = host.equalsIgnoreCase("localhost");
    return new AddressRules(literal || local || operatorAllows, literal || operatorAllows);
  }

  /** Why an address must not be dialled, or empty. */
  public Optional<String> refusal(InetAddress address) {
    InetAddress real = unwrapped(address);
    byte[] bytes = real.getAddress();
    if (real.isAnyLocalAddress() || (bytes.length == 4 && bytes[0] == 0)) {
      return Optional.of("it stands for no machine");
    }
    if (real.isMulticastAddress() || (bytes.length == 4 && (bytes[0] & 0xF0) == 0xF0)) {
      return Optional.of("it stands for many machines");
    }
    if (real.isLinkLocalAddress() || isMetadata(bytes)) {
      return Optional.of("it is where a cloud keeps a machine's credentials");
    }
    if (real.isLoopbackAddress() && !allowLoopback) {
      return Optional.of("it is this machine itself");
    }
    if (isPrivate(real, bytes) && !allowPrivate) {
      return Optional.of("it is a private address");
    }
    return Optional.empty();
  }

  private static boolean isPrivate(InetAddress address, byte[] bytes) {
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return address.isSiteLocalAddress() || shared || uniqueLocal;
  }

  private static boolean isMetadata(byte[] bytes) {
    if (bytes.length == 4) {
      int value =
          (bytes[0] & 0xFF) << 24
              | (bytes[1] & 0xFF) << 16
              | (bytes[2] & 0xFF) << 8
              | (bytes[3] & 0xFF);
      return value == 0x646464C8 // 100.100.100.200, Alibaba
          || value == 0xA83F8110 // 168.63.129.16, Azure
          || value >>> 8 == 0xC00000; // 192.0.0.0/24, Oracle
    }
    // fd00:ec2::254, Amazon
    return (bytes[0] & 0xFF) == 0xFD
        && bytes[1] == 0
        && bytes[2] == 0x0E
        && (bytes[3] & 0xFF) == 0xC2
        && bytes[14] == 2
        && bytes[15] == 0x54;
  }

  /** The IPv4 address inside a mapped, translated (NAT64), 6to4 or compatible IPv6 address. */
  private static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address || bytes.length != 16) {
      return address;
    }
    if ((bytes[0] & 0xFF) == 0x20 && bytes[1] == 2) {
      return fourBytes(bytes, 2);
    }
    boolean nat64 =
        bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B;
    boolean zeros = true;
    for (int i = nat64 ? 4 : 0; i < 10; i++) {
      zeros &= bytes[i] == 0;
    }
    boolean mapped = bytes[10] == bytes[11] && (bytes[10] == 0 || bytes[10] == -1);
    boolean tiny = bytes[12] == 0 && bytes[13] == 0 && bytes[14] == 0;
    return zeros && mapped && (nat64 || !tiny) ? fourBytes(bytes, 12) : address;
  }

  private static InetAddress fourBytes(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(
          new byte[] {bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
