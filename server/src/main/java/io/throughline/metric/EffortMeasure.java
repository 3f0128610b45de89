package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;

/** What is told of people's days. */
enum EffortMeasure {
  /** One part's share of all days, in percent. */
  SHARE,
  /** Days. */
  DAYS,
  /** What the days cost. */
  MONEY;

  static EffortMeasure of(MetricDefinition definition) {
    return switch (definition.unit()) {
      case PERCENT -> SHARE;
      case MONEY -> MONEY;
      default -> DAYS;
    };
  }
}
