package io.throughline.web.gates;

import io.throughline.web.Frame;
import io.throughline.web.part.Choice;
import io.throughline.web.part.Mark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a judged build prints.
 *
 * @param coverage of a change beside the main branch; empty for a build of that
 * @param before the run of the main branch before this one; null when there is none
 */
public record BuildPage(
    Frame frame,
    List<Choice> tabs,
    String title,
    String lead,
    Mark mark,
    @Nullable String url,
    List<Fact> facts,
    List<Section> gates,
    List<Arrival> deployments,
    List<Run> history,
    List<Beside> coverage,
    @Nullable Run before) {

  /**
   * Something that is told of the build.
   *
   * @param whole the value in full where it is shortened; empty where it is not
   * @param href of a page of ours; null for none
   */
  public record Fact(String name, String value, String whole, @Nullable String href) {}

  /**
   * A gate with what it stands on.
   *
   * @param anchor by which a link finds it
   * @param mark as it was told
   * @param why empty when the checks say it all
   * @param waiver who answers for it until when, or did; empty for nobody
   * @param findings those that are shown
   * @param moreFindings how many are not shown, in words; empty for none
   */
  public record Section(
      String anchor,
      String title,
      Mark mark,
      String why,
      String waiver,
      List<Check> checks,
      List<Numbered> measured,
      List<Finding> findings,
      String moreFindings,
      List<Test> tests,
      String moreTests,
      List<Report> reports,
      String moreReports) {
    /** Whether nothing at all is told of it. */
    public boolean bare() {
      return checks.isEmpty()
          && measured.isEmpty()
          && findings.isEmpty()
          && tests.isEmpty()
          && reports.isEmpty();
    }
  }

  /**
   * A condition.
   *
   * @param bar null where the value or the limit is not known
   */
  public record Check(
      String measure, String value, String limit, @Nullable Bar bar, Mark mark, String why) {}

  /** A value against its limit, in percent of the width. */
  public record Bar(String width, String limit, String tone) {}

  /** What reports of a kind said. */
  public record Numbered(String kind, String format, List<Told> numbers) {}

  /** A number by its word. */
  public record Told(String word, String value) {}

  /**
   * Something that was found.
   *
   * @param age since it was first found in the service; a dash when it was not in its main branch
   */
  public record Finding(
      String severity,
      String tone,
      String rule,
      String title,
      String subject,
      String place,
      String age,
      String fixable,
      String state) {}

  /** A test that failed or was flaky. */
  public record Test(String name, Mark mark, String message) {}

  /** A file that the verdict stands on; {@code problem} is empty when it could be read. */
  public record Report(
      String path, String format, String size, String sha256, String whole, String problem) {}

  /** That the commit arrived somewhere. */
  public record Arrival(String where, String at, boolean bypassed, @Nullable String url) {}

  /** A judging; {@code href} is null for this one. */
  public record Run(String at, Mark mark, String tool, String commit, @Nullable String href) {}

  /**
   * Coverage of one kind beside that of the main branch, in words; what is not known is no data.
   *
   * @param since when the main branch's was told; empty when it is not known
   */
  public record Beside(String kind, String value, String main, String since, String difference) {}
}
