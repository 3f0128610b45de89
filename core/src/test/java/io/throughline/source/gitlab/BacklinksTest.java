package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklinksTest {
  private static final String HERE = "https://gitlab.example.com/acme/shop/-/merge_requests/9";

  @Test
  void revertOfAMergeRequestHere() {
    assertThat(Backlinks.of("This reverts merge request !12", "x", HERE).revertsIid())
        .isEqualTo(12);
    assertThat(Backlinks.of("This reverts merge request acme/shop!12", "x", HERE).revertsIid())
        .isEqualTo(12);
  }

  @Test
  void revertOfAnotherProjectsIsNotTakenForOurs() {
    assertThat(Backlinks.of("This reverts merge request acme/other!12", "x", HERE).revertsIid())
        .isNull();
    assertThat(Backlinks.of("This reverts merge request acme/shop!12", "x", null).revertsIid())
        .isNull();
  }

  @Test
  void revertOfACommit() {
    Backlinks said =
        Backlinks.of("Revert \"x\"\n\nThis reverts commit 0123ABCDef0123abcdef.", "x", HERE);
    assertThat(said.revertsSha()).isEqualTo("0123abcdef0123abcdef");
    assertThat(Backlinks.of(null, "revert-0123abcd", HERE).revertsSha()).isEqualTo("0123abcd");
    assertThat(Backlinks.of(null, "revert-0123abcd-2", HERE).revertsSha()).isEqualTo("0123abcd");
    assertThat(Backlinks.of(null, "revert-the-thing", HERE).revertsSha()).isNull();
  }

  @Test
  void cherryPicks() {
    assertThat(
            Backlinks.of("x\n(cherry picked from commit 0123abcd0123abcd)", null, null)
                .cherryPickOf())
        .isEqualTo("0123abcd0123abcd");
    assertThat(Backlinks.of("", "cherry-pick-89abcdef", null).cherryPickOf()).isEqualTo("89abcdef");
    assertThat(Backlinks.of("", "cherry-pick-89abcdef", null).revertsSha()).isNull();
    assertThat(Backlinks.cherryPick("Fix\n\n(cherry picked from commit 0123abcd0123abcd)"))
        .isEqualTo("0123abcd0123abcd");
  }
}
