package io.throughline.source.http;

import io.throughline.source.SourceException;
import java.util.Map;

/**
 * The one door out to a source system: authentication, rate limits, retries, size caps, address
 * checks and redaction live behind it.
 */
public interface HttpDoor {
  /** Headers that authenticate a request. Never printed. */
  record Authentication(Map<String, String> headers) {
    public Authentication {
      headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
      return "Authentication[hidden]";
    }
  }

  /**
   * A good answer: status 2xx, JSON, whole, under the size cap.
   *
   * @param headers names in lower case
   */
  record Page(int status, Map<String, String> headers, byte[] body) {
    public Page {
      headers = Map.copyOf(headers);
    }
  }

  /** Takes what a source tells over a connection that it holds open. */
  interface Lines {
    /** The source has taken us in; lines may come at once or much later. */
    void opened();

    /**
     * One line as it came, without its end; never empty.
     *
     * @throws SourceException ends the listening
     */
    void line(byte[] line) throws SourceException, InterruptedException;
  }

  /**
   * Gets JSON.
   *
   * @param pathAndQuery relative to the source's base address ({@code /api/v4/projects?...}), or an
   *     absolute address on the same scheme, host and port (a {@code next} link)
   * @throws SourceException after the retries are used up, saying what happened and what to do;
   *     {@code SKIP} for 403 and 404, {@code PERSON} for 401 and for addresses that are not allowed
   */
  Page get(String pathAndQuery) throws SourceException, InterruptedException;

  /**
   * Gets a file as it is: good status, whole, under the size cap, and of any content, which the
   * caller has to judge. A door that knows JSON only gets that.
   *
   * @param path as for {@link #get}
   * @throws SourceException as {@link #get}, but not for what the file holds; {@code SKIP} also,
   *     without a status, for a file over the size cap
   */
  default Page file(String path) throws SourceException, InterruptedException {
    return get(path);
  }

  /**
   * Asks with a JSON body, for interfaces that take their questions so (GraphQL). Only for what
   * changes nothing over there: like a {@link #get} it is repeated when it fails.
   *
   * @param path as for {@link #get}
   */
  Page ask(String path, byte[] question) throws SourceException, InterruptedException;

  /**
   * Tells something that changes the source, with a JSON body. It is sent once and never repeated,
   * since after a failure nobody knows whether it was done. A door that only asks refuses it.
   *
   * @param path as for {@link #get}
   */
  default Page tell(String path, byte[] message) throws SourceException, InterruptedException {
    throw new SourceException(
        SourceException.Remedy.PERSON, "Nothing is written to this source: it is only read.");
  }

  /**
   * Listens to an answer that has no end until the source, or a proxy before it, ends it. Nothing
   * is tried again here: when it is over, the caller knows how long it lasted.
   *
   * @param path as for {@link #get}
   * @throws SourceException when it was refused, broke off, was silent for too long or sent a line
   *     over the size cap; what had come before has been given to {@code lines}
   */
  default void listen(String path, Lines lines) throws SourceException, InterruptedException {
    throw new SourceException(
        SourceException.Remedy.SKIP, "This source is asked, not listened to.");
  }
}
