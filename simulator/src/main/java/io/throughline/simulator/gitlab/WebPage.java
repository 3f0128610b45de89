package io.throughline.simulator.gitlab;

import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.http.Sent;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Snapshot;
import java.io.IOException;
import java.util.List;

/** A plain page behind each web address that the API names, so that links lead somewhere. */
final class WebPage {
  private final View view;

  WebPage(View view) {
    this.view = view;
  }

  void handle(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    String title = title(request.path());
    String page =
        "<!doctype html><meta charset=\"utf-8\"><title>%s</title><h1>%s</h1><p>%s, a make-believe"
            + " company.</p>";
    String safe = title.replace("&", "&amp;").replace("<", "&lt;");
    Sent.to(exchange, Sent.html(200, page.formatted(safe, safe, view.company().name())));
  }

  private String title(List<String> path) {
    int mark = path.indexOf("merge_requests");
    if (mark > 1 && mark + 1 < path.size() && path.get(mark + 1).matches("\\d{1,9}")) {
      String project = String.join("/", path.subList(0, mark - 1));
      for (ProjectHistory history : view.world().histories()) {
        MergeRequest mr = history.mergeRequest(Integer.parseInt(path.get(mark + 1)));
        if (mr != null && view.path(history.project()).equals(project)) {
          Snapshot snapshot = Snapshot.of(mr, view.now());
          return "!" + mr.iid() + " " + snapshot.shownTitle() + " (" + snapshot.state() + ")";
        }
      }
    }
    return path.isEmpty() ? view.company().name() : String.join("/", path);
  }
}
