package io.throughline.api;

import io.throughline.config.ListenAddress;
import java.io.Serial;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Objects;

/** Nobody can listen at an address. The message is for whoever starts the server. */
public final class ListenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private ListenException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Says what could not be opened, where, why, and what to do.
   *
   * @param what who is served there ("webhooks")
   * @param setting where in throughline.yaml the address stands
   */
  public static ListenException of(
      String what, String setting, ListenAddress address, Throwable cause) {
    return new ListenException(
        "cannot listen for %s on %s (%s): %s"
            .formatted(what, address, setting, reason(address, cause)),
        cause);
  }

  private static String reason(ListenAddress address, Throwable cause) {
    String said = Objects.requireNonNullElse(cause.getMessage(), "").toLowerCase(Locale.ROOT);
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return "the name %s leads nowhere; write one of this machine's addresses"
          .formatted(address.host());
    }
    if (said.contains("permission denied") || said.contains("access")) {
      return "the system does not allow it; ports below 1024 need a privilege, so choose a higher"
          + " one";
    }
    if (said.contains("cannot assign") || said.contains("can't assign")) {
      return "this machine has no such address; write one that it has, or 0.0.0.0 for all of them";
    }
    if (cause instanceof BindException) {
      return "the port is in use; stop what uses it (ss -ltnp names it), or choose another port";
    }
    return cause.toString();
  }
}
