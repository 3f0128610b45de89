package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Measured;
import io.throughline.simulator.world.Pipeline;
import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;

/** The summary of a pipeline's tests as GitLab writes it; times are in seconds. */
final class TestSummaryJson {
  private static final double SECONDS_A_TEST = 0.25;

  private TestSummaryJson() {}

  static void write(JsonGenerator out, Pipeline pipeline, List<Measured.Tests> suites)
      throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("total");
    int count = sum(suites, TestSummaryJson::count);
    out.writeNumberField("time", count * SECONDS_A_TEST);
    out.writeNumberField("count", count);
    out.writeNumberField("success", sum(suites, Measured.Tests::passed));
    out.writeNumberField("failed", sum(suites, Measured.Tests::failed));
    out.writeNumberField("skipped", sum(suites, Measured.Tests::skipped));
    out.writeNumberField("error", 0);
    out.writeNullField("suite_error");
    out.writeEndObject();
    out.writeArrayFieldStart("test_suites");
    for (Measured.Tests suite : suites) {
      out.writeStartObject();
      out.writeStringField("name", suite.kind().equals("tests") ? "unit-tests" : suite.kind());
      out.writeNumberField("total_time", count(suite) * SECONDS_A_TEST);
      out.writeNumberField("total_count", count(suite));
      out.writeNumberField("success_count", suite.passed());
      out.writeNumberField("failed_count", suite.failed());
      out.writeNumberField("skipped_count", suite.skipped());
      out.writeNumberField("error_count", 0);
      out.writeArrayFieldStart("build_ids");
      out.writeNumber(pipeline.id() * 16 + 3);
      out.writeEndArray();
      out.writeNullField("suite_error");
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static int count(Measured.Tests tests) {
    return tests.passed() + tests.failed() + tests.skipped();
  }

  private static int sum(List<Measured.Tests> suites, ToIntFunction<Measured.Tests> of) {
    return suites.stream().mapToInt(of).sum();
  }
}
