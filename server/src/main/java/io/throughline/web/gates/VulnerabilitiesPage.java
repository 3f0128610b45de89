package io.throughline.web.gates;

import io.throughline.web.Frame;
import io.throughline.web.part.Chart;
import io.throughline.web.part.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of known vulnerabilities prints.
 *
 * @param scanned whether any image was looked at
 * @param chart open ones by age; null when none is open
 * @param open those that count
 * @param aside those that somebody decided not to count
 * @param more that more are known than are shown; empty when all are
 * @param unscanned services of which something runs that no scan tells of
 */
public record VulnerabilitiesPage(
    Frame frame,
    String scope,
    List<Choice> teams,
    List<Choice> tabs,
    boolean scanned,
    @Nullable Chart chart,
    List<Row> open,
    List<Row> aside,
    String more,
    List<ImageRow> images,
    List<String> unscanned) {

  /** A vulnerability in a package. */
  public record Row(
      String severity,
      String tone,
      String rule,
      String title,
      String subject,
      String since,
      String age,
      String services,
      String fixable,
      String state) {}

  /**
   * An image.
   *
   * @param whole its name in full
   * @param note that it is not known whether it runs; empty when it does
   * @param href page of the build that told of it; null when no gate did
   */
  public record ImageRow(
      String image,
      String whole,
      String note,
      @Nullable String href,
      String services,
      String scanned,
      List<String> counts,
      String fixable,
      String ignored) {}
}
