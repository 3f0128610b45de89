package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a file holds, it is read as a diff or refused. A build runs the inputs that are kept;
 * CONTRIBUTING.md says how to look for new ones.
 */
class DiffFileFuzzTest {
  @TempDir private static Path folder;

  @FuzzTest
  void diff(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("fuzzed"), bytes);
    try {
      assertThat(DiffFile.read(file)).isNotNull();
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith(file.toString()).hasMessageContaining(": ");
      assertThat(e.getMessage().substring(file.toString().length())).hasSizeLessThan(300);
    }
  }

  /** A few letters for each file, and a line so far down that all before it take room. */
  @Test
  void farLinesOfManyFilesAreRefused() throws IOException {
    StringBuilder diff = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      diff.append("+++ b/").append(i).append("\n@@ -0,0 +9999999 @@\n+\n");
    }
    Path file = Files.writeString(folder.resolve("far"), diff);
    assertThatThrownBy(() -> DiffFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ", line 123: it tells of more files and lines than any source has");
  }
}
