package io.throughline.model.org;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configured source. Secrets are already resolved from the environment or from files; they are
 * never printed.
 *
 * @param url base address without a slash at the end
 * @param token for reading; null when only webhooks are used
 * @param hookId the unguessable last part of its webhook address; null: made by the server and kept
 * @param hookSecrets current webhook secret and, during rotation, the former; empty when no webhook
 *     is used
 * @param since how many months a backfill reaches back
 * @param settings what only this system knows ({@code groups}, {@code projects}), comma-joined
 * @param statuses {@code active}, {@code wait} or {@code blocked} by the name of a status, in lower
 *     case
 * @param documents how its pages are told apart, where it has pages
 */
public record SourceConfig(
    String id,
    String system,
    String url,
    @Nullable String token,
    @Nullable String hookId,
    List<String> hookSecrets,
    int sinceMonths,
    int pollSeconds,
    boolean allowHttp,
    Map<String, String> settings,
    Map<String, String> statuses,
    DocumentRules documents) {
  public SourceConfig {
    hookSecrets = List.copyOf(hookSecrets);
    settings = Map.copyOf(settings);
    statuses = Map.copyOf(statuses);
  }

  /** A source whose statuses and pages are told by the usual names. */
  public SourceConfig(
      String id,
      String system,
      String url,
      @Nullable String token,
      @Nullable String hookId,
      List<String> hookSecrets,
      int sinceMonths,
      int pollSeconds,
      boolean allowHttp,
      Map<String, String> settings) {
    this(
        id,
        system,
        url,
        token,
        hookId,
        hookSecrets,
        sinceMonths,
        pollSeconds,
        allowHttp,
        settings,
        Map.of(),
        DocumentRules.USUAL);
  }

  @Override
  public String toString() {
    return "SourceConfig[" + id + ", " + system + ", " + url + "]";
  }
}
