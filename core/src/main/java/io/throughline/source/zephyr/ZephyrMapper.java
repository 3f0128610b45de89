package io.throughline.source.zephyr;

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

/** Maps pages of Zephyr Scale's API by their kind. */
public final class ZephyrMapper implements Mapper {
  @Override
  public Mapped map(Delivery delivery, MappingContext context) throws UnmappableException {
    if (delivery.channel() == Channel.WEBHOOK) {
      return Mapped.ignored("Zephyr Scale is only read");
    }
    Scope scope = new Scope(delivery, context);
    JsonValue body = StrictJson.read(delivery.body()).object();
    Harvest harvest = new Harvest();
    switch (delivery.kind()) {
      case "test_cases" -> TestMapping.cases(scope, body, harvest);
      case "test_runs" -> TestMapping.runs(scope, body, harvest);
      case "test_case_gone" -> TestMapping.gone(scope, harvest);
      default ->
          throw new UnmappableException("", "no page of Zephyr is called '" + kind(delivery) + "'");
    }
    Mapped mapped = harvest.mapped();
    return mapped.snapshots().isEmpty() && mapped.sets().isEmpty()
        ? Mapped.ignored("it carries nothing that is kept")
        : mapped;
  }

  private static String kind(Delivery delivery) {
    String kind = delivery.kind();
    return kind.length() > 60 ? kind.substring(0, 60) + "..." : kind;
  }
}
