package io.throughline.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.simulator.world.Brightwater;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Project;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownOutageTest {
  private static final Company COMPANY =
      Brightwater.endingAt(Instant.parse("2026-03-02T00:00:00Z"), 12);

  private static final Project SHOP = COMPANY.project("web-shop");
  private static final Project TILES = COMPANY.project("map-tiles");
  private static final long BEGIN = Instant.parse("2026-02-10T10:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  private static Telling telling(
      String system,
      String key,
      @Nullable Project service,
      int minute,
      @Nullable Integer over,
      @Nullable String merged) {
    long at = BEGIN + minute * MINUTE;
    Long end = over == null ? null : (Long) (BEGIN + over * MINUTE);
    boolean machine = system.equals(Telling.NEWRELIC) && end != null;
    return new Telling(key, null, system, service, 3, at, null, end, null, merged, machine);
  }

  private static Telling pager(String key, Project service, int minute, @Nullable Integer over) {
    return telling(Telling.PAGERDUTY, key, service, minute, over, null);
  }

  private static Telling relic(String key, Project service, int minute, @Nullable Integer over) {
    return telling(Telling.NEWRELIC, key, service, minute, over, null);
  }

  @Test
  void twoSystemsWithinTenMinutesTellOfOne() {
    List<KnownOutage> found =
        KnownOutage.of(List.of(pager("a", SHOP, 0, 50), relic("b", SHOP, 10, 40)));
    assertThat(found).singleElement();
    assertThat(found.getFirst().triggeredAt()).isEqualTo(BEGIN);
    assertThat(found.getFirst().resolvedAt()).isEqualTo(BEGIN + 50 * MINUTE);
    assertThat(found.getFirst().service()).isEqualTo(SHOP);
  }

  @Test
  void laterOrElsewhereOrByTheSameSystemItIsAnother() {
    assertThat(KnownOutage.of(List.of(pager("a", SHOP, 0, 50), relic("b", SHOP, 11, 40))))
        .hasSize(2);
    assertThat(KnownOutage.of(List.of(pager("a", SHOP, 0, 50), relic("b", TILES, 1, 40))))
        .hasSize(2);
    assertThat(KnownOutage.of(List.of(pager("a", SHOP, 0, 50), pager("b", SHOP, 1, 40))))
        .hasSize(2);
  }

  @Test
  void theNearerOnesAreOne() {
    List<KnownOutage> found =
        KnownOutage.of(
            List.of(pager("a", SHOP, 0, 50), pager("b", SHOP, 7, 50), relic("c", SHOP, 5, 50)));
    assertThat(found).hasSize(2);
    assertThat(found).extracting(KnownOutage::triggeredAt).contains(BEGIN, BEGIN + 5 * MINUTE);
  }

  @Test
  void whatWasMergedIsTheOthersAndIsOverWithIt() {
    Telling merged = telling(Telling.PAGERDUTY, "b", TILES, 3, 5, "a");
    List<KnownOutage> found = KnownOutage.of(List.of(pager("a", SHOP, 0, 50), merged));
    assertThat(found).singleElement();
    assertThat(found.getFirst().service()).isEqualTo(SHOP);
    assertThat(found.getFirst().counts()).isTrue();
    assertThat(found.getFirst().resolvedAt()).isEqualTo(BEGIN + 50 * MINUTE);
    assertThat(KnownOutage.of(List.of(merged)).getFirst().counts()).isFalse();
  }

  @Test
  void oneThatIsOpenAnywhereIsOpen() {
    List<KnownOutage> found =
        KnownOutage.of(List.of(pager("a", SHOP, 0, null), relic("b", SHOP, 1, 40)));
    assertThat(found.getFirst().resolvedAt()).isNull();
    assertThat(found.getFirst().isTimed()).isTrue();
  }

  @Test
  void whatAMachineEndedAtOnceHasNoLength() {
    assertThat(KnownOutage.of(List.of(relic("a", SHOP, 0, 1))).getFirst().isTimed()).isFalse();
    assertThat(KnownOutage.of(List.of(relic("a", SHOP, 0, 2))).getFirst().isTimed()).isTrue();
    assertThat(KnownOutage.of(List.of(pager("a", SHOP, 0, 1))).getFirst().isTimed()).isTrue();
  }

  @Test
  void whatACustomerTellsBesideMonitoringIsOverWithIt() {
    Telling asked = telling(Telling.JIRA, "HELP-1", SHOP, 4, 900, null);
    List<KnownOutage> found = KnownOutage.of(List.of(pager("a", SHOP, 0, 50), asked));
    assertThat(found).singleElement();
    assertThat(found.getFirst().customersFirst()).isFalse();
    assertThat(found.getFirst().resolvedAt()).isEqualTo(BEGIN + 50 * MINUTE);
    KnownOutage alone = KnownOutage.of(List.of(asked)).getFirst();
    assertThat(alone.customersFirst()).isTrue();
    assertThat(alone.resolvedAt()).isEqualTo(BEGIN + 900 * MINUTE);
  }
}
