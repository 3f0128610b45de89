package io.throughline.source;

import java.util.List;

/**
 * The secrets of one webhook endpoint: the current one and, during rotation, the former. Never
 * printed.
 */
public record WebhookSecrets(List<String> secrets) {
  public WebhookSecrets {
    secrets = List.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "WebhookSecrets[" + secrets.size() + " hidden]";
  }
}
