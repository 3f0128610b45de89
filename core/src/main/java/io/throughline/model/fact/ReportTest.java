package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A test that did not simply pass.
 *
 * @param name with its class or file
 * @param outcome {@code failed}, or {@code flaky}: it passed when it was tried again
 * @param message first lines of why; null when nothing is said
 */
public record ReportTest(long reportId, String name, String outcome, @Nullable String message)
    implements Member {
  @Override
  public long parentId() {
    return reportId;
  }

  @Override
  public String key() {
    return name;
  }
}
