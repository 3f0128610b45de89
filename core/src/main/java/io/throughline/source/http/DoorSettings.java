package io.throughline.source.http;

import java.net.URI;
import java.util.Locale;

/**
 * Where a door leads and who goes through it.
 *
 * @param base address of the source without a slash at the end
 * @param allowHttp the operator allows an address without encryption
 * @param allowPrivate the operator allows names that lead into the own network
 * @param tokenAdvice what a token of this system must be able to do, for a message
 */
public record DoorSettings(
    URI base,
    HttpDoor.Authentication authentication,
    boolean allowHttp,
    boolean allowPrivate,
    String tokenAdvice,
    DoorLimits limits) {

  /**
   * @throws IllegalArgumentException when nothing may ever be asked at this address; the message
   *     says why and what to do, for the one who wrote it
   */
  public DoorSettings {
    String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
    if (base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The source's url must not carry a user or password; give the token as token.");
    }
    if (base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The source's url must look like https://gitlab.example.com, without query or fragment.");
    }
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("The source's url must begin with https://.");
    }
    if (scheme.equals("http") && !allowHttp && !isLoopback(base.getHost())) {
      throw new IllegalArgumentException(
          "The source's url begins with http://, which would send the token in clear; use https:// "
              + "or set allow_http: true for this source.");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }
}
