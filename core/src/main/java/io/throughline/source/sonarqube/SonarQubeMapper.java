package io.throughline.source.sonarqube;

import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Harvest;
import io.throughline.source.Mapped;
import io.throughline.source.Mapper;
import io.throughline.source.MappingContext;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;

/** Maps pages of SonarQube's API by their kind, and its webhooks. */
public final class SonarQubeMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    Harvest harvest = new Harvest();
    JsonValue body = StrictJson.read(delivery.body()).object();
    if (delivery.channel() == Channel.WEBHOOK) {
      String ignored = HookMapping.analysis(scope, body, harvest);
      if (ignored != null) {
        return Mapped.ignored(ignored);
      }
    } else {
      page(scope, body, harvest);
    }
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty() && mapped.sets().isEmpty()
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static void page(Scope scope, JsonValue body, Harvest harvest)
      throws UnmappableException {
    switch (scope.delivery().kind()) {
      case "projects" -> ProjectMapping.page(scope, body, harvest);
      case "branches" -> ProjectMapping.branches(scope, body, harvest);
      case "project_gone" -> ProjectMapping.gone(scope, harvest);
      case "analyses" -> AnalysisMapping.page(scope, body, harvest);
      case "history" -> AnalysisMapping.history(scope, body, harvest);
      case "measures" -> AnalysisMapping.current(scope, body, harvest);
      case "gate" -> GateMapping.page(scope, body, harvest);
      case "issues" -> IssueMapping.page(scope, body, harvest);
      default ->
          throw new UnmappableException(
              "", "no page of SonarQube is called '" + kind(scope.delivery()) + "'");
    }
  }

  private static String kind(Delivery delivery) {
    String kind = delivery.kind();
    return kind.length() > 60 ? kind.substring(0, 60) + "..." : kind;
  }
}
