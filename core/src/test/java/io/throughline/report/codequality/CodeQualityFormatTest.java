package io.throughline.report.codequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.report.Finding;
import io.throughline.report.FindingSummary;
import io.throughline.report.Read;
import io.throughline.report.ReportException;
import io.throughline.report.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which lists of issues are read. */
class CodeQualityFormatTest {
  private static Read read(String text) throws ReportException {
    return Read.of(new CodeQualityFormat(), text);
  }

  private static String issue(String check, String fingerprint, int line) {
    return "{'check_name':'%s','fingerprint':'%s','severity':'major','location':{'path':'a','lines':{'begin':%d}}}"
        .formatted(check, fingerprint, line);
  }

  @Test
  void anIssueIsToldWithAllThatIsSaidOfIt() throws ReportException {
    Read read =
        read(
            "[{'type':'issue','check_name':'zero-units','description':'no units','location':"
                + "{'path':'a.css','positions':{'begin':{'line':17,'column':2}}},"
                + "'engine_name':'csslint','fingerprint':'f','severity':'minor'}]");
    assertThat(read.summary())
        .isEqualTo(
            new FindingSummary(
                FindingSummary.Kind.CODE,
                "csslint",
                null,
                null,
                true,
                Map.of(Severity.LOW, 1L),
                Map.of(),
                0,
                0,
                List.of()));
    assertThat(read.shown())
        .containsExactly(
            new Finding(
                "zero-units",
                "a.css",
                "a.css:17",
                "no units",
                Severity.LOW,
                false,
                Finding.State.OPEN));
  }

  @ParameterizedTest
  @CsvSource({
    "info,INFO",
    "minor,LOW",
    "major,MEDIUM",
    "critical,HIGH",
    "blocker,CRITICAL",
    "bad,UNKNOWN"
  })
  void severitiesHaveTheirWords(String word, Severity severity) throws ReportException {
    assertThat(read("[" + issue("c", "f", 1).replace("major", word) + "]").summary().open())
        .containsOnlyKeys(severity);
  }

  @Test
  void anEmptyListIsClean() throws ReportException {
    assertThat(read(" [ ] ").summary().scanned()).isTrue();
    assertThat(read("[]").summary().open()).isEmpty();
  }

  /** Tools make fingerprints of the words of a line, which other lines have too. */
  @Test
  void oneFingerprintInTwoLinesIsTwoIssues() throws ReportException {
    assertThat(
            read("["
                    + issue("c", "f", 1)
                    + ","
                    + issue("c", "f", 2)
                    + ","
                    + issue("c", "f", 1)
                    + "]")
                .summary()
                .all())
        .isEqualTo(2);
    assertThat(
            read("[" + issue("c", "", 1) + "," + issue("d", "", 1) + "," + issue("c", "", 1) + "]")
                .summary()
                .all())
        .isEqualTo(2);
  }

  @Test
  void aMeasurementIsNoIssue() throws ReportException {
    assertThat(read("[{'type':'measurement','name':'loc','value':7}]").summary().all()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|a report of code quality is an object, where an array belongs",
        "[7]|an issue is 7, where an object belongs",
        "[{'check_name':'c'}]|an issue names no file",
        "[{'location':{'path':'a'}}]|an issue names no check"
      })
  void whatIsNoneIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ReportException.class).hasMessage(message);
  }
}
