package io.throughline.source.gitlab;

import io.throughline.source.Feed;
import io.throughline.source.FeedRun;
import io.throughline.source.PageStore;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many tests of each pipeline passed, as GitLab sums up the JUnit reports of its jobs. Off
 * unless the setting {@code test_reports} says so, since each pipeline costs a request. Its
 * coverage is not read: a percentage without its lines cannot be added up.
 */
final class TestReportsFeed implements Feed {
  static final String KIND = "test_report_summary";

  /** The wish to read the tests of one pipeline. */
  static final String WISH = "test_report";

  private static final Set<String> FIELDS =
      Set.of("id", "sha", "ref", "status", "finished_at", "updated_at", "web_url");

  @Override
  public String id() {
    return "test_reports";
  }

  /** Whether the settings of a source ask for it. */
  static boolean isWanted(Map<String, String> settings) {
    return settings.getOrDefault("test_reports", "false").equals("true");
  }

  @Override
  public void read(FeedRun run) throws SourceException, InterruptedException {
    if (isWanted(run.settings())) {
      EachProject.read(
          run,
          "Test reports",
          project ->
              FinishedPipelines.each(run, project, pipeline -> summary(run, project, pipeline)));
    }
  }

  private static void summary(FeedRun run, String project, Item pipeline)
      throws SourceException, InterruptedException {
    byte[] body;
    try {
      body = run.http().get(path(project, pipeline.id()) + "/" + KIND).body();
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      return; // deleted, or an older GitLab that sums up nothing
    }
    PageStore.set(run, KIND, context(project, pipeline), List.of(body));
  }

  private static Map<String, String> context(String project, Item pipeline) {
    Map<String, String> context = new HashMap<>();
    context.put("project", project);
    context.put("pipeline", Long.toString(pipeline.id()));
    put(context, "sha", pipeline.text("sha"));
    put(context, "ref", pipeline.text("ref"));
    put(context, "build", pipeline.text("web_url"));
    put(context, "url", pipeline.text("web_url"));
    // The list does not tell when it ended; a finished pipeline was touched last then.
    String finished = pipeline.text("finished_at");
    put(context, "finished_at", finished.isEmpty() ? pipeline.text("updated_at") : finished);
    return context;
  }

  private static void put(Map<String, String> context, String name, String text) {
    if (!text.isEmpty()) {
      context.put(name, text);
    }
  }

  private static String path(String project, long pipeline) {
    return "/api/v4/projects/" + project + "/pipelines/" + pipeline;
  }

  @Override
  public boolean refresh(FeedRun run, Refresh wish) throws SourceException, InterruptedException {
    if (!wish.feed().equals(WISH)) {
      return false;
    }
    String project = Ids.number(wish.scope());
    long id = Long.parseLong(Ids.number(wish.item()));
    if (isWanted(run.settings())) {
      try {
        byte[] body = run.http().get(path(project, id)).body();
        summary(run, project, JsonScan.object(body, FIELDS));
      } catch (SourceException e) {
        if (e.remedy() != Remedy.SKIP) {
          throw e;
        }
        // It is gone since the webhook came.
      }
    }
    return true;
  }
}
