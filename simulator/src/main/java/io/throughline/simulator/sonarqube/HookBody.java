package io.throughline.simulator.sonarqube;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.world.CodeQuality;
import io.throughline.simulator.world.CodeScan;

/** The body of the webhook that tells of an analysis. */
public final class HookBody {
  private HookBody() {}

  /** What is sent when it is done. */
  public static Json.Part of(CodeScan scan, Site site) {
    String key = CodeQuality.key(scan.project());
    String time = Site.time(scan.at());
    String project = site.base() + "/dashboard?id=" + key;
    return out -> {
      out.writeStartObject();
      out.writeStringField("serverUrl", site.base());
      out.writeStringField("taskId", "T" + scan.pipeline().id());
      out.writeStringField("status", "SUCCESS");
      out.writeStringField("analysedAt", time);
      out.writeStringField("revision", scan.pipeline().sha());
      out.writeStringField("changedAt", time);
      out.writeObjectFieldStart("project");
      out.writeStringField("key", key);
      out.writeStringField("name", scan.project().name());
      out.writeStringField("url", project);
      out.writeEndObject();
      out.writeObjectFieldStart("branch");
      boolean main = scan.mrIid() == null;
      out.writeStringField("name", main ? "main" : "" + scan.mrIid());
      out.writeStringField("type", main ? "BRANCH" : "PULL_REQUEST");
      out.writeBooleanField("isMain", main);
      out.writeStringField("url", main ? project : project + "&pullRequest=" + scan.mrIid());
      out.writeEndObject();
      out.writeObjectFieldStart("qualityGate");
      out.writeStringField("name", "Brightwater way");
      out.writeStringField("status", CodeApi.status(scan));
      out.writeArrayFieldStart("conditions");
      for (CodeScan.Condition condition : CodeQuality.GATE) {
        String value = CodeApi.value(scan, condition.metric());
        out.writeStartObject();
        out.writeStringField("metric", condition.metric());
        out.writeStringField("operator", condition.atLeast() ? "LESS_THAN" : "GREATER_THAN");
        if (value != null) {
          out.writeStringField("value", value);
        }
        out.writeStringField(
            "status", value == null ? "NO_VALUE" : scan.passes(condition) ? "OK" : "ERROR");
        out.writeStringField("errorThreshold", Site.number("", condition.limit()));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeObjectFieldStart("properties");
      out.writeEndObject();
      out.writeEndObject();
    };
  }
}
