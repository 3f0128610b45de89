package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.gitops.FileDiff;
import io.throughline.source.gitops.ImageChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Real files of GitOps repositories, as a commit that makes one of the other would show them. */
class GitopsFixturesTest {
  private static final String FOLDER = "gitops/gitops-backend/";

  private static String side(String file, char sign) {
    String text = new String(Fixtures.bytes(file), StandardCharsets.UTF_8);
    return text.lines().map(line -> sign + line + "\n").collect(Collectors.joining());
  }

  private static List<ImageChange> written(String file) {
    return new FileDiff(file, "@@ -0,0 +1,9 @@\n" + side(file, '+')).kept().changes();
  }

  @Test
  void the_pair_of_one_release_and_the_next_is_one_change() {
    String before = "gitops/argo-cd-v2.9.0-kustomization.yaml";
    String after = "gitops/argo-cd-v2.9.1-kustomization.yaml";
    FileDiff diff =
        new FileDiff(
            "kustomization.yaml", "@@ -1,22 +1,22 @@\n" + side(before, '-') + side(after, '+'));
    assertThat(diff.changes()).isEqualTo(diff.kept().changes()).hasSize(1);
    ImageChange change = diff.changes().getFirst();
    assertThat(change.image()).isEqualTo("quay.io/argoproj/argocd");
    assertThat(change.fromVersion()).isEqualTo("v2.9.0");
    assertThat(change.toVersion()).isEqualTo("v2.9.1");
  }

  @Test
  void a_new_file_names_what_it_brings() {
    assertThat(written(FOLDER + "app2-kustomization.yaml"))
        .extracting(c -> c.image() + " " + c.fromVersion() + " > " + c.toVersion())
        .containsExactly("quay.io/kmcdermo/taxi null > 147036");
    assertThat(written(FOLDER + "go-demo-deployment.yaml"))
        .extracting(c -> c.image() + " " + c.fromVersion() + " > " + c.toVersion())
        .containsExactly("bigkevmcd/go-demo null > 876ecb3");
  }

  @Test
  void a_file_that_is_empty_or_names_no_image_names_nothing() {
    for (String file :
        List.of(
            "app1-kustomization.yaml", "go-demo-kustomization.yaml", "app2-staging_patch.yaml")) {
      assertThat(written(FOLDER + file)).as(file).isEmpty();
    }
  }
}
