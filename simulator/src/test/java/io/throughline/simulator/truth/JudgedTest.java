package io.throughline.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.simulator.production.Outage;
import io.throughline.simulator.truth.Shipment.Kind;
import io.throughline.simulator.truth.Shipment.Status;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Brightwater;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Project;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules by which deployments fail, each on a few deployments written by hand. */
class JudgedTest {
  private static final long HOUR = 3_600_000;
  private static final long T = Instant.parse("2026-02-02T08:00:00Z").toEpochMilli();
  private static final long NOW = T + 20 * 24 * HOUR;
  private static final Company COMPANY =
      Brightwater.endingAt(Instant.parse("2026-03-02T00:00:00Z"), 2);
  private static final Project SHOP = COMPANY.project("web-shop");
  private static final Account ON_CALL = COMPANY.people().getFirst().accounts().getFirst();

  private static Shipment shipment(Kind kind, Status status, String artifact, double hours) {
    return degraded(kind, status, artifact, hours, null, null);
  }

  private static Shipment degraded(
      Kind kind,
      Status status,
      String artifact,
      double hours,
      @Nullable Long degradedAt,
      @Nullable Long wellAt) {
    long end = T + (long) (hours * HOUR);
    return new Shipment(
        SHOP,
        true,
        kind,
        status,
        artifact,
        end - 600_000,
        end,
        end,
        0,
        true,
        false,
        "canary",
        degradedAt,
        wellAt,
        List.of());
  }

  /**
   * An outage of an hour.
   *
   * @param written whether a post-mortem says two hours later why it was
   * @param mergedInto key of the outage of which PagerDuty says that it is the same
   */
  private static Outage outage(
      double hours,
      Outage.Cause cause,
      boolean called,
      boolean watched,
      boolean written,
      @Nullable String mergedInto) {
    long at = T + (long) (hours * HOUR);
    return new Outage(
        "o" + hours,
        SHOP,
        cause,
        2,
        "It is slow",
        at,
        called
            ? new Outage.Call(ON_CALL, at, at + 60_000, null, null, false, mergedInto, false)
            : null,
        watched ? (Long) at : null,
        at + HOUR,
        null,
        written ? new Outage.PostMortem(at + 2 * HOUR, cause, null, null) : null);
  }

  private static Outage outage(double hours, Outage.Cause cause, boolean written) {
    return outage(hours, cause, true, false, written, null);
  }

  private static Judged judged(List<Shipment> shipments, long now, Outage... outages) {
    return new Judged(shipments, KnownOutage.of(Telling.all(List.of(outages), now)), now);
  }

  @Test
  void whatWasAbortedFailedWithoutAnIncidentAndIsWellAtOnce() {
    Shipment aborted = shipment(Kind.CHANGE, Status.ABORTED, "b", 1);
    Judged judged = new Judged(List.of(aborted), List.of(), NOW);
    assertThat(judged.failed(aborted)).isTrue();
    assertThat(judged.succeeded(aborted)).isFalse();
    assertThat(judged.settledAt(aborted)).isEqualTo(aborted.end());
    assertThat(judged.restoredAt(aborted)).isEqualTo(aborted.end());
  }

  @Test
  void aRollbackMakesTheOneBeforeFail() {
    Shipment first = shipment(Kind.CHANGE, Status.SUCCEEDED, "a", 0);
    Shipment bad = shipment(Kind.CHANGE, Status.SUCCEEDED, "b", 3);
    Shipment config = shipment(Kind.CONFIG, Status.SUCCEEDED, "b", 3.3);
    Shipment back = shipment(Kind.ROLLBACK, Status.SUCCEEDED, "a", 4);
    Judged judged = new Judged(List.of(first, bad, config, back), List.of(), NOW);
    assertThat(judged.failed(bad)).isTrue();
    assertThat(judged.succeeded(bad)).isFalse();
    assertThat(judged.restoredAt(bad)).isEqualTo(back.end());
    assertThat(judged.failed(first)).isFalse();
    assertThat(judged.failed(back)).isFalse();
    assertThat(judged.all()).doesNotContain(config);
  }

  @Test
  void anIncidentIsPutDownToTheLatestOneOfADay() {
    Shipment one = shipment(Kind.CHANGE, Status.SUCCEEDED, "a", 0);
    Shipment two = shipment(Kind.CHANGE, Status.SUCCEEDED, "b", 3);
    Outage near = outage(5, Outage.Cause.CHANGE, false);
    Outage again = outage(6, Outage.Cause.OTHER, false);
    Judged judged = judged(List.of(one, two), NOW, near, again);
    assertThat(judged.failed(one)).isFalse();
    assertThat(judged.failed(two)).isTrue();
    assertThat(judged.settledAt(two)).isEqualTo(near.toldAt());
    assertThat(judged.restoredAt(two)).as("both over").isEqualTo(again.resolvedAt());
    Judged late = judged(List.of(one, two), NOW, outage(30, Outage.Cause.CHANGE, false));
    assertThat(late.failed(two)).isFalse();
  }

  @Test
  void whatTheDataCentreBroughtIsNobodysOnceItIsWritten() {
    Shipment one = shipment(Kind.CHANGE, Status.SUCCEEDED, "a", 0);
    Outage dark = outage(2, Outage.Cause.INFRASTRUCTURE, true);
    assertThat(judged(List.of(one), NOW, dark).failed(one)).isFalse();
    long before = dark.toldAt() + HOUR;
    assertThat(judged(List.of(one), before, dark).failed(one))
        .as("as long as nobody knows")
        .isTrue();
  }

  @Test
  void whatIsOnlyWatchedHasNoPostMortem() {
    Shipment one = shipment(Kind.CHANGE, Status.SUCCEEDED, "a", 0);
    Outage dark = outage(2, Outage.Cause.INFRASTRUCTURE, false, true, true, null);
    assertThat(judged(List.of(one), NOW, dark).failed(one)).isTrue();
  }

  @Test
  void whatTwoTellWithinMinutesIsOneOutage() {
    Shipment one = shipment(Kind.CHANGE, Status.SUCCEEDED, "a", 0);
    Outage dark = outage(2, Outage.Cause.INFRASTRUCTURE, true);
    Outage near = outage(2.1, Outage.Cause.OTHER, false, true, false, null);
    assertThat(judged(List.of(one), NOW, dark, near).failed(one)).isFalse();
    Outage far = outage(2.2, Outage.Cause.OTHER, false, true, false, null);
    assertThat(judged(List.of(one), NOW, dark, far).failed(one)).isTrue();
  }

  @Test
  void whatNewRelicTellsOfAMergedOutageStandsForItself() {
    Shipment one = shipment(Kind.CHANGE, Status.SUCCEEDED, "a", 0);
    Outage dark = outage(2, Outage.Cause.INFRASTRUCTURE, true);
    Outage same = outage(2.5, Outage.Cause.INFRASTRUCTURE, true, false, false, dark.key());
    assertThat(judged(List.of(one), NOW, dark, same).failed(one)).isFalse();
    Outage seen = outage(2.5, Outage.Cause.INFRASTRUCTURE, true, true, false, dark.key());
    Judged judged = judged(List.of(one), NOW, dark, seen);
    assertThat(judged.failed(one)).as("nobody says why").isTrue();
    assertThat(judged.settledAt(one)).isEqualTo(seen.toldAt());
  }

  @Test
  void aYoungOneIsPendingUnlessItIsKnownToHaveFailed() {
    Shipment young = shipment(Kind.CHANGE, Status.SUCCEEDED, "a", 0);
    Judged judged = new Judged(List.of(young), List.of(), NOW);
    assertThat(judged.settledAt(young)).isEqualTo(young.end() + 24 * HOUR);
    assertThat(judged.failed(young)).isFalse();
    assertThat(judged.restoredAt(young)).isNull();
    Shipment sick =
        degraded(Kind.CHANGE, Status.SUCCEEDED, "b", 1, T + HOUR + 60_000, T + HOUR + 300_000);
    Judged seen = new Judged(List.of(sick), List.of(), NOW);
    assertThat(seen.failed(sick)).isTrue();
    assertThat(seen.settledAt(sick)).isEqualTo(T + HOUR + 60_000);
    assertThat(seen.restoredAt(sick)).isEqualTo(T + HOUR + 300_000);
  }

  @Test
  void whatFailedIsWellWithTheNextThatArrives() {
    Shipment broken = shipment(Kind.CHANGE, Status.FAILED, "a", 0);
    Shipment again = shipment(Kind.CHANGE, Status.FAILED, "b", 1);
    Shipment good = shipment(Kind.CHANGE, Status.SUCCEEDED, "c", 2);
    Judged judged = new Judged(List.of(broken, again, good), List.of(), NOW);
    assertThat(judged.restoredAt(broken)).isEqualTo(good.end());
    assertThat(judged.restoredAt(again)).isEqualTo(good.end());
  }
}
