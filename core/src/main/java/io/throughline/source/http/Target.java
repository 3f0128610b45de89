package io.throughline.source.http;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Turns what a feed asks for into an address, and refuses what leads elsewhere. Pure. */
final class Target {
  private Target() {}

  /**
   * @param wanted a path under the base address, or an absolute address on the same origin
   */
  static URI of(URI base, String wanted) throws SourceException {
    try {
      if (wanted.startsWith("/") && !wanted.startsWith("//")) {
        return new URI(base + wanted);
      }
      URI uri = new URI(wanted);
      if (uri.getScheme() != null && uri.getRawUserInfo() == null && sameOrigin(base, uri)) {
        return uri;
      }
      throw new SourceException(
          Remedy.PERSON,
          "The source names "
              + origin(uri)
              + " as the place of its next page, which is not "
              + origin(base)
              + "; it was not asked. Set the source's own external address right, or "
              + "write that address into url.");
    } catch (URISyntaxException e) {
      throw new SourceException(
          Remedy.PERSON, "The source names an address that cannot be read: " + e.getReason() + ".");
    }
  }

  private static boolean sameOrigin(URI base, URI uri) {
    return base.getScheme().equalsIgnoreCase(uri.getScheme())
        && base.getHost().equalsIgnoreCase(uri.getHost())
        && port(base) == port(uri);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
  }

  private static String origin(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    return (uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
        .toLowerCase(Locale.ROOT);
  }
}
