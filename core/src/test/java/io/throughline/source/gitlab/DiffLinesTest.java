package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DiffLinesTest {
  private static String reduced(String json) throws Exception {
    return new String(DiffLines.reduced(json.getBytes()));
  }

  @Test
  void source_code_is_replaced_by_its_counts_and_the_rest_is_kept() throws Exception {
    String diff = "--- a/x\\n+++ b/x\\n@@ -1,2 +1,3 @@ void f()\\n a\\n--- b\\n+++ c\\n+d\\n";
    assertThat(reduced("[{\"diff\":\"" + diff + "\",\"new_path\":\"x\",\"deleted_file\":false}]"))
        .isEqualTo(
            "[{\"new_path\":\"x\",\"deleted_file\":false,\"added_lines\":2,\"deleted_lines\":1,"
                + "\"binary\":false}]");
  }

  @Test
  void a_cut_diff_has_no_counts_and_an_unchanged_file_has_none_changed() throws Exception {
    assertThat(reduced("[{\"diff\":\"\",\"too_large\":true}]"))
        .contains("\"added_lines\":null,\"deleted_lines\":null");
    assertThat(reduced("[{\"diff\":\"\",\"collapsed\":true}]")).contains("\"added_lines\":null");
    assertThat(reduced("[{\"diff\":\"@@ -1,9 +1,9 @@\\n a\\n\"}]"))
        .contains("\"added_lines\":null");
    assertThat(reduced("[{\"diff\":\"\",\"renamed_file\":true}]"))
        .contains("\"added_lines\":0,\"deleted_lines\":0");
  }

  @Test
  void bytes_have_no_lines() throws Exception {
    assertThat(reduced("[{\"diff\":\"Binary files a/x.png and b/x.png differ\\n\"}]"))
        .isEqualTo("[{\"added_lines\":null,\"deleted_lines\":null,\"binary\":true}]");
  }

  @Test
  void a_line_without_end_is_no_line_more() {
    assertThat(HunkCount.of("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"))
        .isEqualTo(new HunkCount(1, 1, false));
  }

  @Property(tries = 50)
  void any_hunk_is_counted_exactly(
      @ForAll @IntRange(max = 20) int kept,
      @ForAll @IntRange(max = 20) int added,
      @ForAll @IntRange(max = 20) int deleted) {
    String head = "@@ -1," + (kept + deleted) + " +1," + (kept + added) + " @@\n";
    String diff = head + " k\n".repeat(kept) + "--- x\n".repeat(deleted) + "+++ y\n".repeat(added);
    assertThat(HunkCount.of(diff)).isEqualTo(new HunkCount(added, deleted, false));
  }

  @Test
  void a_real_answer_is_reduced_without_its_code() throws Exception {
    String named = System.getenv("THROUGHLINE_FIXTURES");
    Path fixtures = named == null ? Path.of("../../shared/fixtures") : Path.of(named);
    Path file = fixtures.resolve("gitlab/gitlab4j-api/merge-request-diff.json");
    assumeTrue(Files.exists(file));
    assertThat(reduced(Files.readString(file)))
        .contains("\"added_lines\":21,\"deleted_lines\":0")
        .doesNotContain("Permission is hereby granted");
  }
}
