package io.throughline.web.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.org.Service;
import io.throughline.running.ApplicationWindows;
import io.throughline.running.DeploymentDetail.Window;
import io.throughline.web.production.BoardPage.SyncWindows;
import io.throughline.web.production.BoardPage.WindowRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WindowTableTest {
  private static final Window WEEKEND =
      new Window("deny", "0 16 * * 5", "62h", "Europe/Berlin", true, true);
  private static final Window NIGHTS = new Window("allow", "0 22 * * *", "8h", null, false, true);

  private static Service service(String id) {
    return new Service(id, id, Service.Kind.SERVICE, Map.of());
  }

  private static SyncWindows table(List<ApplicationWindows> looked, String... services) {
    return WindowTable.of(
        looked, List.of(services).stream().map(WindowTableTest::service).toList());
  }

  @Test
  void aWindowIsToldOnceOfAllApplicationsOfAServiceThatHaveIt() {
    SyncWindows table =
        table(
            List.of(
                new ApplicationWindows("a", "A", "a-eu", List.of(WEEKEND, NIGHTS)),
                new ApplicationWindows("a", "A", "a-us", List.of(WEEKEND)),
                new ApplicationWindows("b", "B", "b-eu", List.of()),
                new ApplicationWindows("of-others", "O", "o-eu", List.of(WEEKEND))),
            "a",
            "b");
    assertThat(table.rows())
        .extracting(
            WindowRow::service,
            WindowRow::applications,
            WindowRow::kind,
            WindowRow::when,
            WindowRow::zone,
            WindowRow::byHand)
        .containsExactly(
            tuple(
                "A", "all 2", "kept out", "Fri 16:00 to Mon 06:00", "Europe/Berlin", "at any time"),
            tuple(
                "A",
                "a-eu",
                "let in only",
                "daily 22:00 to 06:00",
                "not told",
                "as the window says"));
    assertThat(table.words()).isEqualTo("1 more service has no window and may sync at any time.");
  }

  @Test
  void noWindowAndNoLookAreNotTheSame() {
    assertThat(table(List.of(), "a").words()).startsWith("Nobody has looked for sync windows");
    SyncWindows none =
        table(
            List.of(
                new ApplicationWindows("a", "A", "a-eu", List.of()),
                new ApplicationWindows("b", "B", "b-eu", List.of())),
            "a",
            "b");
    assertThat(none.rows()).isEmpty();
    assertThat(none.words())
        .isEqualTo(
            "None of the 2 services that were looked at has a sync window: they may sync at any time.");
  }
}
