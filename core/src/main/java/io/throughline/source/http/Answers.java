package io.throughline.source.http;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What a status means. Pure. */
final class Answers {
  private static final int EXCERPT = 200;

  private Answers() {}

  /** Whether the same request may succeed a little later. */
  static boolean passing(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  /** Whether the source asks everybody to slow down. */
  static boolean limited(int status, Map<String, String> headers, byte[] body) {
    if (status == 429 || (status == 503 && headers.containsKey("retry-after"))) {
      return true;
    }
    return status == 403
        && (headers.containsKey("retry-after")
            || Waits.exhausted(headers)
            || text(body).toLowerCase(Locale.ROOT).contains("rate limit"));
  }

  /**
   * The failure that a status is, with what to do.
   *
   * @param what the request, clean
   */
  static SourceException failure(
      int status,
      Map<String, String> headers,
      byte[] body,
      String what,
      String tokenAdvice,
      Redaction redaction) {
    String said = redaction.clean(text(body), EXCERPT);
    String tail = said.isEmpty() ? "" : " It said: " + said;
    return switch (status) {
      case 401 ->
          new SourceException(
              Remedy.PERSON,
              "The token was refused (401): it is wrong, expired or revoked. " + tokenAdvice + tail,
              status);
      case 403 ->
          new SourceException(
              Remedy.SKIP, "No access to " + what + " (403). " + tokenAdvice + tail, status);
      case 404 ->
          new SourceException(Remedy.SKIP, "There is no " + what + " (404)." + tail, status);
      case 410 ->
          new SourceException(
              Remedy.PERSON,
              "The source has removed this part of its API (410): "
                  + what
                  + ". This version of the server cannot read it; look for a newer one."
                  + tail,
              status);
      default -> other(status, headers, what, tail, redaction);
    };
  }

  private static SourceException other(
      int status, Map<String, String> headers, String what, String tail, Redaction redaction) {
    if (status >= 300 && status < 400) {
      String place = redaction.clean(headers.getOrDefault("location", "nowhere"), EXCERPT);
      return new SourceException(
          Remedy.PERSON,
          "The source's address has moved ("
              + status
              + ") to "
              + place
              + "; redirects are not followed. Write the new address into url.",
          status);
    }
    Remedy remedy = passing(status) ? Remedy.RETRY : Remedy.SKIP;
    return new SourceException(
        remedy, "The source answered " + status + " to " + what + "." + tail, status);
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8);
  }
}
