package io.throughline.ingest;

import io.throughline.model.org.SourceConfig;
import io.throughline.source.MappingContext;
import io.throughline.source.SourceSystem;
import io.throughline.source.WebhookSecrets;
import java.util.List;
import java.util.Map;

/**
 * A configured source together with the code that speaks its system.
 *
 * @param hookId the last part of its webhook address
 * @param mapping what its mapper may know, with its lasting number
 */
public record Connected(
    SourceConfig config, SourceSystem system, String hookId, MappingContext mapping) {
  private static final int MEGABYTE = 1 << 20;
  private static final int USUAL_MEGABYTES = 10;

  /** GitLab sends up to 25 MB by itself; others are cut sooner. */
  private static final Map<String, Integer> LARGE_SENDERS = Map.of("gitlab", 26, "github", 26);

  /** The id in the configuration. */
  public String id() {
    return config.id();
  }

  /** The secrets that are not empty: an empty secret would let everybody in. */
  WebhookSecrets secrets() {
    List<String> usable = config.hookSecrets().stream().filter(s -> !s.isBlank()).toList();
    return new WebhookSecrets(usable);
  }

  /** How many bytes a webhook body may have, as it came and unpacked. */
  public int bodyLimit() {
    return LARGE_SENDERS.getOrDefault(system.id(), USUAL_MEGABYTES) * MEGABYTE;
  }

  @Override
  public String toString() {
    return "Connected[" + config.id() + "]";
  }
}
