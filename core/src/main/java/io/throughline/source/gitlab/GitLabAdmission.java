package io.throughline.source.gitlab;

import io.throughline.source.Admission;
import io.throughline.source.Sha256;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges GitLab's webhooks by their raw bytes. A secret of the form {@code whsec_<base64>} is a
 * signing key (Standard Webhooks), any other is a plain token; both may be configured at once while
 * an installation moves to signing.
 *
 * <p>A request that carries a signature is judged by it alone as soon as a signing key is
 * configured. A signing key is never accepted as a plain token: it would travel in the clear.
 */
final class GitLabAdmission {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MAX_KEY = 200;
  private static final String SIGNING_PREFIX = "whsec_";
  private static final List<String> KEPT =
      List.of(
          "x-gitlab-event",
          "x-gitlab-instance",
          "x-gitlab-event-uuid",
          "idempotency-key",
          "webhook-id",
          "webhook-timestamp");

  private final InstantSource clock;

  GitLabAdmission(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether the request is genuine, and what is kept of its headers. */
  Admission admit(Webhook webhook, WebhookSecrets secrets) {
    List<byte[]> signingKeys = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    for (String secret : secrets.secrets()) {
      byte[] key = signingKey(secret);
      if (key != null) {
        signingKeys.add(key);
      } else if (!secret.isBlank() && !secret.strip().equals(SIGNING_PREFIX)) {
        tokens.add(secret);
      }
    }
    if (signingKeys.isEmpty() && tokens.isEmpty()) {
      return new Admission.Refused(
          "no webhook secret is configured for this source: set hooks.token in throughline.yaml, then start again");
    }
    boolean signed = webhook.header("webhook-signature") != null;
    if (signed && !signingKeys.isEmpty()) {
      return WebhookSignature.matches(webhook, signingKeys)
          ? accepted(webhook, true)
          : new Admission.Refused(
              "the signature does not match: check that the signing token is the one that GitLab"
                  + " shows for this webhook, and that no proxy rewrites the body");
    }
    return plain(webhook, tokens);
  }

  private Admission plain(Webhook webhook, List<String> tokens) {
    String token = webhook.header("x-gitlab-token");
    if (tokens.isEmpty()) {
      return new Admission.Refused(
          "the request is not signed, but only a signing token is configured: add the signing token"
              + " to the webhook in GitLab, or configure its plain secret token");
    }
    if (token == null || token.isEmpty()) {
      return new Admission.Refused(
          "the request carries neither a signature nor a secret token: set the secret token of the"
              + " webhook in GitLab");
    }
    boolean match = false;
    for (String known : tokens) {
      match |= WebhookSignature.same(known, token);
    }
    return match
        ? accepted(webhook, false)
        : new Admission.Refused(
            "the secret token does not match: check the webhook's secret token in GitLab");
  }

  private Admission accepted(Webhook webhook, boolean signed) {
    Map<String, String> context = new HashMap<>();
    for (String name : KEPT) {
      String value = webhook.header(name);
      if (value != null) {
        context.put(name, value);
      }
    }
    String event = webhook.header("x-gitlab-event");
    return new Admission.Accepted(
        event == null || event.isBlank() ? "unnamed event" : event,
        deliveryKey(webhook, signed),
        context,
        stale(webhook));
  }

  /**
   * What makes a repeat harmless. Of a signed request only the id is under the signature, so a
   * replay with another {@code Idempotency-Key} is still a repeat. The event's UUID alone is shared
   * by webhooks that set each other off, so the body is added to it.
   */
  private static String deliveryKey(Webhook webhook, boolean signed) {
    String idempotency = webhook.header("idempotency-key");
    String id = webhook.header("webhook-id");
    String own = signed || blank(idempotency) ? id : idempotency;
    if (own != null && !blank(own)) {
      return own.length() <= MAX_KEY ? own : Sha256.hex(own.getBytes(StandardCharsets.UTF_8));
    }
    String uuid = webhook.header("x-gitlab-event-uuid");
    String body = Sha256.hex(webhook.body());
    return uuid == null || blank(uuid) || uuid.length() > MAX_KEY ? body : uuid + ":" + body;
  }

  /** A wrong clock is no forgery: refusing would make GitLab switch the webhook off. */
  private boolean stale(Webhook webhook) {
    String text = webhook.header("webhook-timestamp");
    if (text == null || !text.matches("[0-9]{1,12}")) {
      return false;
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(text));
    return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) > 0;
  }

  private static byte @Nullable [] signingKey(String secret) {
    if (!secret.startsWith(SIGNING_PREFIX)) {
      return null;
    }
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(SIGNING_PREFIX.length()).strip());
      return key.length == 0 ? null : key;
    } catch (IllegalArgumentException e) {
      // It only looks like a signing token: a plain one may be any text.
      return null;
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
