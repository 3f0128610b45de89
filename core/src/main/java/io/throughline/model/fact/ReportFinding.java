package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * Something that a report says was found.
 *
 * @param identity what makes two findings one, as {@link io.throughline.report.Finding#identity}
 *     says; as a digest, since it can be long
 * @param rule a CVE, a rule, a plugin
 * @param subject a package with its version, a file, a method with its path
 * @param severity {@code critical}, {@code high}, {@code medium}, {@code low} or {@code unknown}
 * @param state {@code open}, {@code suppressed}, {@code false_positive} or {@code waived}
 */
public record ReportFinding(
    long reportId,
    String identity,
    String rule,
    String subject,
    @Nullable String place,
    @Nullable String title,
    String severity,
    boolean fixable,
    String state)
    implements Member {
  @Override
  public long parentId() {
    return reportId;
  }

  @Override
  public String key() {
    return identity;
  }
}
