package io.throughline.config;

import java.util.Locale;

/**
 * Where a server listens.
 *
 * @param host a name or an address, an IPv6 one without its brackets
 * @param port 0 to 65535; 0 lets the system choose a free one
 */
public record ListenAddress(String host, int port) {
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads {@code host:port}, with brackets around an IPv6 host.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static ListenAddress of(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "'%s' is no address to listen on; expected host:port with a port of at most %d, such as 127.0.0.1:8420"
              .formatted(text, HIGHEST_PORT));
    }
    return new ListenAddress(
        text.substring(0, colon).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT),
        Integer.parseInt(port));
  }

  /** Whether only this machine can reach it. A name other than localhost is not looked up. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  /** Whether it stands for every address of this machine. */
  public boolean isEverywhere() {
    return host.equals("0.0.0.0") || host.matches("[0:]+");
  }

  /** The same host with another port. */
  public ListenAddress withPort(int other) {
    return new ListenAddress(host, other);
  }

  /** {@code host:port} as it is written in a configuration or in an address of HTTP. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
