package io.throughline.source.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SyncWindowTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    List<SyncWindow> windows =
        List.of(
            new SyncWindow("deny", "0 16 * * 5", "62h", "Europe/Berlin", false),
            new SyncWindow("allow", "* * * * *", "1h", null, true));
    assertThat(SyncWindow.parse(SyncWindow.text(windows))).isEqualTo(windows);
    assertThat(SyncWindow.text(List.of())).isEmpty();
    assertThat(SyncWindow.parse("")).isEmpty();
  }

  @Test
  void nothingThatIsToldBreaksALine() {
    SyncWindow hostile = new SyncWindow("de\tny\n", "x".repeat(500), "\r\n", "a\tb", true);
    List<SyncWindow> read = SyncWindow.parse(SyncWindow.text(List.of(hostile, hostile)));
    assertThat(read).hasSize(2);
    assertThat(read.getFirst().kind()).isEqualTo("de ny");
    assertThat(read.getFirst().schedule()).hasSize(120);
    assertThat(read.getFirst().zone()).isEqualTo("a b");
  }

  @Test
  void whatItDidNotWriteIsLeftOut() {
    assertThat(SyncWindow.parse("true\ndeny\t0 1 * * *")).isEmpty();
  }
}
