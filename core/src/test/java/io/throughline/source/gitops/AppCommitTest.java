package io.throughline.source.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppCommitTest {
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final String OTHER = "f123456789abcdef0123456789abcdef01234567";

  @Test
  void each_way_of_naming_it_is_read() {
    for (String message :
        new String[] {
          "Deploy\n\nSource-Commit: " + SHA,
          "Deploy\n\nsource-commit: "
              + SHA.toUpperCase(java.util.Locale.ROOT)
              + "\nSigned-off-by: x",
          "Deploy\r\n\r\nImage-Revision: " + SHA + "\r\n",
          "Deploy org.opencontainers.image.revision=" + SHA,
          "{\"org.opencontainers.image.revision\": \"" + SHA + "\"}",
          "Deploy https://gitlab.acme.io/acme/shop/-/commit/" + SHA + " now",
          "Deploy https://gitlab.acme.io/a/-/commit/" + OTHER + "\n\nSource-Commit: " + SHA
        }) {
      assertThat(AppCommit.in(message)).as(message).isEqualTo(SHA);
    }
    assertThat(AppCommit.in("Source-Commit: 0123abc")).isEqualTo("0123abc");
  }

  @Test
  void what_names_none_or_several_names_none() {
    for (String message :
        new String[] {
          "",
          "Deploy " + SHA,
          "Source-Commit: main",
          "Source-Commit: 0123",
          "Source-Commit: " + SHA + "xyz",
          "Source-Commit: " + SHA + "\nSource-Commit: " + OTHER,
          "See https://gitlab.acme.io/a/-/commits/" + SHA
        }) {
      assertThat(AppCommit.in(message)).as(message).isNull();
    }
    assertThat(AppCommit.in(null)).isNull();
  }

  @Test
  void of_a_very_long_message_the_end_is_read() {
    assertThat(AppCommit.in("x ".repeat(200_000) + "\nSource-Commit: " + SHA)).isEqualTo(SHA);
    assertThat(AppCommit.in("https://" + "a/commit/".repeat(10_000))).isNull();
  }
}
