package io.throughline.source.gitlab;

import static io.throughline.source.gitlab.Deliveries.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.Versioned;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A finish must be an event's time, which no later touch of {@code updated_at} moves. */
class DeploymentMappingTest {
  private static final String JOB = ",'deployable':{'finished_at':'2026-11-01T10:05:00Z'}";

  @Test
  void theJobTellsTheFinish() throws UnmappableException {
    List<Versioned> told = poll("success", "2026-11-01T10:06:00Z", JOB);
    assertThat(told).singleElement().satisfies(one -> assertThat(one.complete()).isTrue());
    assertThat(finish(told)).isEqualTo(Instant.parse("2026-11-01T10:05:00Z"));
  }

  @Test
  void aRunningOneHasNone() throws UnmappableException {
    assertThat(finish(poll("running", "2026-11-01T10:06:00Z", JOB))).isNull();
    assertThat(finish(poll("running", "2026-11-01T10:06:00Z", ""))).isNull();
  }

  @Test
  void withoutAJobTheFirstKnownUpdateMustDo() throws UnmappableException {
    List<Versioned> told = poll("success", "2026-11-01T10:06:00Z", "");
    assertThat(told).noneMatch(Versioned::complete);
    assertThat(finish(told)).isEqualTo(Instant.parse("2026-11-01T10:06:00Z"));
  }

  @Test
  void aLaterTouchMovesNothingInEitherOrder() throws UnmappableException {
    List<Versioned> first = poll("success", "2026-11-01T10:06:00Z", "");
    List<Versioned> touched = poll("success", "2026-11-09T00:00:00Z", "");
    assertThat(finish(first, touched)).isEqualTo(Instant.parse("2026-11-01T10:06:00Z"));
    assertThat(finish(touched, first)).isEqualTo(Instant.parse("2026-11-01T10:06:00Z"));
  }

  @Test
  void aWebhookBeatsTheGuessInEitherOrder() throws UnmappableException {
    List<Versioned> polled = poll("success", "2026-11-01T10:06:00Z", "");
    List<Versioned> hook = hook("success", "2026-11-01 10:05:30 UTC");
    assertThat(finish(polled, hook)).isEqualTo(Instant.parse("2026-11-01T10:05:30Z"));
    assertThat(finish(hook, polled)).isEqualTo(Instant.parse("2026-11-01T10:05:30Z"));
  }

  @Test
  void aJobThatWasErasedLaterDoesNotTakeTheFinishAway() throws UnmappableException {
    List<Versioned> whole = poll("success", "2026-11-01T10:06:00Z", JOB);
    List<Versioned> erased = poll("success", "2026-11-09T00:00:00Z", ",'deployable':null");
    assertThat(finish(whole, erased)).isEqualTo(Instant.parse("2026-11-01T10:05:00Z"));
    assertThat(finish(erased, whole)).isEqualTo(Instant.parse("2026-11-01T10:05:00Z"));
  }

  @Test
  void aRunningWebhookFinishesNothing() throws UnmappableException {
    assertThat(finish(hook("running", "2026-11-01 10:05:30 UTC"))).isNull();
  }

  private static List<Versioned> poll(String status, String updated, String rest)
      throws UnmappableException {
    return deployments(
        Deliveries.page(
            "deployments",
            "[{'id':7000,'status':'"
                + status
                + "','created_at':'2026-11-01T10:00:00Z','updated_at':'"
                + updated
                + "','environment':{'id':1,'name':'production'}"
                + rest
                + "}]"));
  }

  private static List<Versioned> hook(String status, String at) throws UnmappableException {
    return deployments(
        Deliveries.event(
            "Deployment Hook",
            "{'deployment_id':7000,'status':'"
                + status
                + "','status_changed_at':'"
                + at
                + "','environment':'production','project':{'id':7}}"));
  }

  private static List<Versioned> deployments(Mapped mapped) {
    return mapped.snapshots().stream().filter(one -> one.snapshot() instanceof Deployment).toList();
  }

  /** The fold of the house: the newest complete snapshot, then every newer partial one on top. */
  @SafeVarargs
  private static @Nullable Instant finish(List<Versioned>... told) {
    List<Versioned> all = new ArrayList<>();
    for (List<Versioned> some : told) {
      all.addAll(some);
    }
    all.sort(Comparator.comparing(Versioned::version));
    Instant finish = null;
    for (Versioned one : all) {
      Deployment deployment = (Deployment) one.snapshot();
      assertThat(deployment.id()).isEqualTo(id(7000));
      if (one.complete() || deployment.finishedAt() != null) {
        finish = deployment.finishedAt();
      }
    }
    return finish;
  }
}
