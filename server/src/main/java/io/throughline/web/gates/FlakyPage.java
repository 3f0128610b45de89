package io.throughline.web.gates;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page of flaky tests and gates prints. */
public record FlakyPage(
    Frame frame,
    String scope,
    String range,
    List<Choice> teams,
    List<Choice> tabs,
    List<Choice> ranges,
    List<TestRow> tests,
    String note,
    List<GateRow> gates) {

  /**
   * A test.
   *
   * @param width of its bar: in how many of the builds it was flaky
   * @param href page of the build in which it was last; null when no gate told of it
   */
  public record TestRow(
      String name,
      String service,
      String gate,
      String width,
      String flaky,
      String failed,
      String last,
      @Nullable String href) {}

  /**
   * A gate.
   *
   * @param width of its bar: at how many of the commits it was flaky
   */
  public record GateRow(String service, String gate, String width, String commits, String share) {}
}
