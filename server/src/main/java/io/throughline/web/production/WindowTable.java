package io.throughline.web.production;

import io.throughline.model.org.Service;
import io.throughline.running.ApplicationWindows;
import io.throughline.running.DeploymentDetail.Window;
import io.throughline.web.part.Numbers;
import io.throughline.web.production.BoardPage.SyncWindows;
import io.throughline.web.production.BoardPage.WindowRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which services may sync when. */
final class WindowTable {
  private WindowTable() {}

  /** Of these services; a row for each window, over all applications of a service that have it. */
  static SyncWindows of(List<ApplicationWindows> all, List<Service> services) {
    Set<String> shown = services.stream().map(Service::id).collect(Collectors.toSet());
    List<ApplicationWindows> looked =
        all.stream().filter(a -> shown.contains(a.service())).toList();
    Map<String, List<ApplicationWindows>> byService = new LinkedHashMap<>();
    looked.forEach(
        a -> byService.computeIfAbsent(a.service(), service -> new ArrayList<>()).add(a));
    List<WindowRow> rows = new ArrayList<>();
    long free = 0;
    for (List<ApplicationWindows> own : byService.values()) {
      List<WindowRow> told = rows(own);
      rows.addAll(told);
      free += told.isEmpty() ? 1 : 0;
    }
    return new SyncWindows(rows, words(byService.size(), free));
  }

  private static List<WindowRow> rows(List<ApplicationWindows> own) {
    Map<Window, TreeSet<String>> byWindow = new LinkedHashMap<>();
    for (ApplicationWindows application : own) {
      for (Window window : application.windows()) {
        byWindow.computeIfAbsent(window, w -> new TreeSet<>()).add(application.application());
      }
    }
    List<WindowRow> rows = new ArrayList<>();
    byWindow.forEach(
        (window, applications) ->
            rows.add(
                new WindowRow(
                    own.getFirst().serviceName(),
                    applications.size() == own.size() && own.size() > 1
                        ? "all " + own.size()
                        : String.join(", ", applications),
                    WindowWords.kind(window),
                    WindowWords.when(window),
                    window.zone() == null ? "not told" : window.zone(),
                    window.byHand() ? "at any time" : "as the window says")));
    return rows;
  }

  /** What the table does not say: who has no window, and that nobody looked. */
  private static String words(int services, long free) {
    if (services == 0) {
      return "Nobody has looked for sync windows of these services. They are read with the"
          + " applications of Argo CD, where its token may see the projects.";
    }
    if (free == services) {
      return services == 1
          ? "The one service that was looked at has no sync window: it may sync at any time."
          : "None of the "
              + Numbers.count(services)
              + " services that were looked at has a sync window: they may sync at any time.";
    }
    return free == 0
        ? ""
        : Numbers.count(free)
            + (free == 1 ? " more service has" : " more services have")
            + " no window and may sync at any time.";
  }
}
