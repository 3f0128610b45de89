package io.throughline.simulator.sonarqube;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.CodeFlaw;
import io.throughline.simulator.world.CodeQuality;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The search for issues of main branches. */
final class IssueApi {
  private static final List<String> SEVERITIES =
      List.of("INFO", "MINOR", "MAJOR", "CRITICAL", "BLOCKER");
  private static final List<String> IMPACTS = List.of("INFO", "LOW", "MEDIUM", "HIGH", "BLOCKER");
  private static final Map<String, String> TYPES =
      Map.of("security", "VULNERABILITY", "reliability", "BUG", "maintainability", "CODE_SMELL");

  private final Site site;

  IssueApi(Site site) {
    this.site = site;
  }

  Reply search(Request request) {
    long now = site.now();
    Long after = Site.time(request, "createdAfter");
    Comparator<CodeFlaw> order =
        switch (request.text("s", "CREATION_DATE")) {
          case "CREATION_DATE" -> Comparator.comparingLong(CodeFlaw::openedAt);
          case "UPDATE_DATE" -> Comparator.comparingLong(f -> updated(f, now));
          default -> throw new Refused(400, "Value of parameter 's' is not known");
        };
    order = order.thenComparing(CodeFlaw::key);
    if (!request.flag("asc")) {
      order = order.reversed();
    }
    List<CodeFlaw> found =
        site.quality().flaws(site.project(request, "componentKeys"), now).stream()
            .filter(f -> f.openedAt() <= now && (after == null || f.openedAt() >= after))
            .sorted(order)
            .toList();
    return Paging.page(request, "issues", 100, found, (out, f) -> issue(out, f, now));
  }

  private static long updated(CodeFlaw flaw, long now) {
    return flaw.endedAt() <= now ? flaw.endedAt() : flaw.openedAt();
  }

  private static void issue(JsonGenerator out, CodeFlaw f, long now) throws IOException {
    String project = CodeQuality.key(f.project());
    boolean over = f.endedAt() <= now;
    out.writeStringField("key", f.key());
    out.writeStringField("rule", "java:S" + (100 + f.severity()));
    out.writeStringField("severity", SEVERITIES.get(f.severity() - 1));
    out.writeStringField("component", project + ":src/main/App.java");
    out.writeStringField("project", project);
    out.writeNumberField("line", 10 + f.severity());
    out.writeStringField("message", "Mend this " + f.quality() + " issue.");
    if (!over) {
      out.writeStringField("status", "OPEN");
      out.writeStringField("issueStatus", "OPEN");
    } else if (f.ending().equals("fixed")) {
      out.writeStringField("status", "CLOSED");
      out.writeStringField("issueStatus", "FIXED");
      out.writeStringField("resolution", "FIXED");
      out.writeStringField("closeDate", Site.time(f.endedAt()));
    } else {
      boolean accepted = f.ending().equals("accepted");
      out.writeStringField("status", "RESOLVED");
      out.writeStringField("issueStatus", accepted ? "ACCEPTED" : "FALSE_POSITIVE");
      out.writeStringField("resolution", accepted ? "WONTFIX" : "FALSE-POSITIVE");
    }
    out.writeStringField("creationDate", Site.time(f.openedAt()));
    out.writeStringField("updateDate", Site.time(updated(f, now)));
    out.writeStringField("type", TYPES.get(f.quality()));
    out.writeArrayFieldStart("impacts");
    out.writeStartObject();
    out.writeStringField("softwareQuality", f.quality().toUpperCase(Locale.ROOT));
    out.writeStringField("severity", IMPACTS.get(f.impact() - 1));
    out.writeEndObject();
    out.writeEndArray();
  }
}
