package io.throughline.source;

import io.throughline.source.http.HttpDoor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kind of source ({@code gitlab}): everything that the floors above need of it. */
public interface SourceSystem {
  /** The {@code system:} of the configuration. */
  String id();

  /** The name that people know. */
  String title();

  /** The feeds in the order in which a backfill should read them. */
  List<Feed> feeds();

  /** What follows such a source beside its feeds; empty where there is nothing to follow. */
  default Optional<Follower> follower() {
    return Optional.empty();
  }

  /** Maps deliveries of this system. */
  Mapper mapper();

  /** Judges a webhook request by its raw bytes, in constant time, before anything is parsed. */
  Admission admit(Webhook webhook, WebhookSecrets secrets);

  /**
   * How a request to this system is signed.
   *
   * @param settings the source's settings that only its system knows, as in {@link
   *     io.throughline.model.org.SourceConfig#settings}
   */
  HttpDoor.Authentication authentication(String token, Map<String, String> settings);

  /** What a token must be able to do, one sentence for the message that follows a refused one. */
  default String tokenAdvice() {
    return "";
  }

  /**
   * Asks the source whether it can be used.
   *
   * @return one sentence with its version, for the sources page
   * @throws SourceException saying why not and what to do
   */
  String check(HttpDoor http) throws SourceException, InterruptedException;

  /**
   * The link to a thing in the source that a finding is about, or the base address.
   *
   * @param path full path of a project
   */
  String projectLink(String baseUrl, String path);
}
