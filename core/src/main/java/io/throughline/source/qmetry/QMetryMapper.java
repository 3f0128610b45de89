package io.throughline.source.qmetry;

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

/** Maps pages of QMetry's API by their kind, and tables that it exported. */
public final class QMetryMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    Scope scope = new Scope(delivery, context);
    Harvest harvest = new Harvest();
    if (delivery.channel() == Channel.WEBHOOK) {
      ExportMapping.table(scope, delivery.body(), harvest);
    } else {
      page(scope, harvest);
    }
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty() && mapped.sets().isEmpty()
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static void page(Scope scope, Harvest harvest) throws UnmappableException {
    Delivery delivery = scope.delivery();
    JsonValue body = StrictJson.read(delivery.body()).object();
    switch (delivery.kind()) {
      case "test_cases" -> TestCaseMapping.page(scope, body, harvest);
      case "test_case_requirements" -> TestCaseMapping.requirements(scope, body, harvest);
      case "test_case_gone" -> TestCaseMapping.presence(scope, false, harvest);
      case "test_case_back" -> TestCaseMapping.presence(scope, true, harvest);
      case "test_cycles" -> TestCycleMapping.page(scope, body, harvest);
      case "test_runs" -> TestCycleMapping.runs(scope, body, harvest);
      default ->
          throw new UnmappableException("", "no page of QMetry is called '" + kind(delivery) + "'");
    }
  }

  private static String kind(Delivery delivery) {
    String kind = delivery.kind();
    return kind.length() > 60 ? kind.substring(0, 60) + "..." : kind;
  }
}
