package io.throughline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How fast a history comes in over HTTP, beside how fast the simulator can tell it at all. */
final class BackfillBench implements Bench {
  private static final int CROWD = 8;
  private static final int ASKED = 200;
  private static final double GOAL = 300;

  @Override
  public String name() {
    return "backfill";
  }

  @Override
  public String title() {
    return "Backfill over HTTP, from ready until everything is read and projected";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    Demo demo = bed.demo(report);
    double bare = bareRate(bed, demo, report);
    double each = (double) demo.deliveries() / demo.mergeRequests();
    report.add(
        Result.one(
                name(),
                "merge requests, with all that belongs to them",
                "/s",
                demo.mergeRequests() / demo.seconds(),
                (int) demo.mergeRequests(),
                "%.1f deliveries each".formatted(each))
            .against(Goal.atLeast(GOAL)));
    report.add(
        Result.one(
            name(),
            "deliveries kept and projected",
            "/s",
            demo.deliveries() / demo.seconds(),
            (int) demo.deliveries(),
            "bare requests for parts of merge requests: %,.0f/s, %d at a time"
                .formatted(bare, CROWD)));
    report.note("The whole backfill took %.1f s.".formatted(demo.seconds()));
  }

  private static double bareRate(Bed bed, Demo demo, Report report)
      throws IOException, InterruptedException {
    report.progress().show("asking the simulator alone");
    Web web = demo.company().web();
    List<String> paths = new ArrayList<>();
    for (JsonNode project : web.json("/api/v4/projects?per_page=100")) {
      String path = "/api/v4/projects/" + project.path("id").asLong() + "/merge_requests";
      for (JsonNode mr : web.json(path + "?per_page=20&state=merged")) {
        String one = path + "/" + mr.path("iid").asLong();
        paths.add(one + "/commits?per_page=100");
        paths.add(one + "/diffs?per_page=100");
        paths.add(one + "/discussions?per_page=100");
        paths.add(one + "/approvals");
      }
      if (paths.size() > ASKED * 4) {
        break;
      }
    }
    Crowd.Work work = i -> web.get(paths.get((int) (i % paths.size())));
    Crowd.rate(CROWD, 1, work);
    return Crowd.rate(CROWD, bed.quick() ? 2 : 5, work);
  }
}
