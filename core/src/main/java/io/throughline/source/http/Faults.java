package io.throughline.source.http;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what a failure below HTTP means. Pure. */
final class Faults {
  private static final int LONGEST = 300;

  private Faults() {}

  static SourceException explain(IOException problem, String what, Redaction redaction) {
    Optional<String> trust = trust(problem);
    if (trust.isPresent()) {
      return failure(
          Remedy.PERSON,
          "The source's certificate is not accepted: " + redaction.clean(trust.get(), LONGEST),
          problem,
          redaction);
    }
    if (problem instanceof CappedBody.TooLargeException) {
      return failure(Remedy.RETRY, "Cut " + what + ": " + problem.getMessage(), problem, redaction);
    }
    if (problem instanceof ConnectException) {
      return failure(
          Remedy.RETRY,
          "Nobody answers at the source's address: is it right, is the source up, does a firewall"
              + " stand between?",
          problem,
          redaction);
    }
    String reason = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    String kind = problem instanceof HttpTimeoutException ? "too slow" : "broken off";
    return failure(
        Remedy.RETRY,
        "The answer to " + what + " was " + kind + ": " + redaction.clean(reason, LONGEST),
        problem,
        redaction);
  }

  private static Optional<String> trust(Throwable problem) {
    boolean handshake = false;
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return Optional.of("it has expired (" + cause.getMessage() + ")");
      }
      if (cause instanceof CertificateException && cause.getMessage() != null) {
        String message = cause.getMessage();
        return Optional.of(
            message.contains("unable to find valid certification path")
                ? "it is signed by nobody whom this machine trusts"
                : message);
      }
      handshake |=
          cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException;
    }
    return handshake && !String.valueOf(problem.getMessage()).contains("terminated")
        ? Optional.of(String.valueOf(problem.getMessage()))
        : Optional.empty();
  }

  /** A cause whose own text carries a secret is left behind; all that is useful of it is told. */
  private static SourceException failure(
      Remedy remedy, String message, IOException problem, Redaction redaction) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (!redaction.clean(cause.toString()).equals(cause.toString())) {
        return new SourceException(remedy, message);
      }
    }
    return new SourceException(remedy, message, problem);
  }
}
