package io.throughline.source.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FileDiffTest {
  private static final String KUSTOMIZATION = "apps/shop/kustomization.yaml";

  /** Image, version before and after, of each change; the cut-down diff must say the same. */
  private static List<String> changes(String path, String diff) {
    FileDiff whole = new FileDiff(path, diff);
    assertThat(whole.kept().changes()).isEqualTo(whole.changes());
    assertThat(whole.kept().kept()).as("cut down once, or twice").isEqualTo(whole.kept());
    return whole.changes().stream()
        .map(c -> c.image() + " " + c.fromVersion() + " > " + c.toVersion())
        .toList();
  }

  @Test
  void kustomize_names_the_image_above_its_tag() {
    assertThat(
            changes(
                KUSTOMIZATION,
                """
                @@ -3,7 +3,7 @@ kind: Kustomization
                 images:
                 - name: shop
                   newName: registry.acme.io/shop
                -  newTag: v1.4.1
                +  newTag: "v1.4.2" # {"$imagepolicy": "flux:shop:tag"}
                 - name: acme/worker
                   newTag: v7
                """))
        .containsExactly("registry.acme.io/shop v1.4.1 > v1.4.2");
  }

  @Test
  void a_digest_may_stand_beside_or_in_place_of_the_tag() {
    assertThat(
            changes(
                KUSTOMIZATION,
                """
                @@ -1,4 +1,4 @@
                 images:
                   - name: acme/shop
                -    newTag: "1"
                -    digest: sha256:aa
                +    newTag: "2"
                +    digest: sha256:bb
                   - name: acme/worker
                -    digest: sha256:cc
                +    digest: sha256:dd
                """))
        .containsExactly(
            "acme/shop 1@sha256:aa > 2@sha256:bb", "acme/worker sha256:cc > sha256:dd");
  }

  @Test
  void n20_one_commit_may_change_many_services() {
    assertThat(
            changes(
                "values-production.yaml",
                """
                @@ -1,12 +1,12 @@
                 web:
                   image:
                     registry: registry.acme.io
                     repository: acme/web
                -    tag: 1.2
                +    tag: 1.10
                 worker:
                   image:
                     repository: acme/worker
                -    tag: main-0a1b2c3
                +    tag: main-4d5e6f7
                 mail:
                   image:
                     repository: acme/mail
                     tag: stays
                """))
        .containsExactlyInAnyOrder(
            "registry.acme.io/acme/web 1.2 > 1.10", "acme/worker main-0a1b2c3 > main-4d5e6f7");
  }

  @Test
  void a_tag_whose_image_the_chart_names_is_a_version_of_the_place() {
    FileDiff diff =
        new FileDiff(
            "shop/production.yaml",
            """
            @@ -1,8 +1,8 @@
             web:
               image:
            -    tag: a1
            +    tag: a2
             worker:
               image:
            -    tag: b1
            +    tag: b2
             priority:
            -  tag: gold
            +  tag: silver
            """);
    assertThat(diff.changes())
        .containsExactly(
            new ImageChange("shop/production.yaml", "web.image#image#0", null, "a1", "a2"),
            new ImageChange("shop/production.yaml", "worker.image#image#0", null, "b1", "b2"));
  }

  @Test
  void plain_manifests_name_it_in_one_text() {
    assertThat(
            changes(
                "deploy.yaml",
                """
                @@ -10,9 +10,9 @@ spec:
                       initContainers:
                -      - image: registry:5000/acme/migrate:7
                +      - image: registry:5000/acme/migrate:8
                       containers:
                       - name: http
                -        image: acme/shop:1@sha256:aa
                +        image: acme/shop:2@sha256:bb
                         ports:
                         - containerPort: 8080
                """))
        .containsExactly("acme/shop 1@sha256:aa > 2@sha256:bb", "registry:5000/acme/migrate 7 > 8");
  }

  @Test
  void charts_and_revisions_are_versions_without_an_image() {
    assertThat(
            changes(
                "charts/shop/Chart.yaml",
                """
                @@ -1,9 +1,9 @@
                 apiVersion: v2
                 name: shop
                -version: 0.3.0
                -appVersion: "1.4.1"
                +version: 0.3.1
                +appVersion: "1.4.2"
                 dependencies:
                   - name: redis
                -    version: 17.0.0
                +    version: 18.0.0
                     repository: https://charts.example.com
                """))
        .containsExactlyInAnyOrder(
            "null 0.3.0 > 0.3.1", "null 1.4.1 > 1.4.2", "null 17.0.0 > 18.0.0");
    assertThat(
            changes(
                "apps/shop.yaml",
                """
                @@ -8,5 +8,5 @@ spec:
                   source:
                     repoURL: https://charts.example.com
                     chart: shop
                -    targetRevision: 1.2.3
                +    targetRevision: 1.3.0
                """))
        .containsExactly("null 1.2.3 > 1.3.0");
    assertThat(
            changes(
                "releases/shop.yaml",
                """
                @@ -8,4 +8,4 @@
                     spec:
                       chart: shop
                -      version: 1.2.3
                +      version: 1.3.0
                """))
        .containsExactly("null 1.2.3 > 1.3.0");
  }

  @Test
  void what_comes_has_no_version_before_and_what_goes_none_after() {
    assertThat(changes("new.yaml", "@@ -0,0 +1,2 @@\n+spec:\n+  image: acme/shop:1\n"))
        .containsExactly("acme/shop null > 1");
    assertThat(changes("old.yaml", "@@ -1,2 +0,0 @@\n-spec:\n-  image: acme/shop:1\n"))
        .containsExactly("acme/shop 1 > null");
    assertThat(changes("x.yaml", "@@ -1 +1 @@\n-image: acme/shop\n+image: acme/shop:1\n"))
        .containsExactly("acme/shop null > 1");
  }

  @Test
  void nothing_else_is_a_change() {
    for (String diff :
        List.of(
            "",
            "Binary files a/x and b/x differ\n",
            "@@ -1,2 +1,2 @@\n-replicas: 2\n+replicas: 3\n image: acme/shop:1\n",
            "@@ -1,3 +1,3 @@\n-image: acme/shop:1\n a: b\n+image: acme/shop:1\n",
            "@@ -1 +1 @@\n-  image: acme/shop:1\n+    image: 'acme/shop:1'\n",
            "@@ -1 +1 @@\n-image: acme/shop:latest # old\n+image: acme/shop:latest # new\n",
            "@@ -1 +1 @@\n-image: {{ .Values.a }}:1\n+image: {{ .Values.a }}:2\n",
            "@@ -1 +1 @@\n-image: acme/shop:${A}\n+image: acme/shop:${B}\n",
            "@@ -1 +1 @@\n-version: 1\n+version: 2\n",
            "@@ -1 +1 @@\n-apiVersion: v1\n+apiVersion: v2\n",
            "@@ -1 +1 @@\n-# image: acme/shop:1\n+# image: acme/shop:2\n",
            "@@ -1 +1 @@\n-- acme/shop:1\n+- acme/shop:2\n")) {
      assertThat(changes("deploy.yaml", diff)).as(diff).isEmpty();
    }
  }

  @Test
  void a_tag_of_latest_is_kept_as_it_is() {
    assertThat(changes("x.yaml", "@@ -1 +1 @@\n-image: acme/shop:1\n+image: acme/shop:latest\n"))
        .containsExactly("acme/shop 1 > latest");
  }

  @Test
  void the_same_image_twice_is_compared_in_order() {
    assertThat(
            changes(
                "x.yaml",
                """
                @@ -1,4 +1,4 @@
                -  - image: a/b:1
                -  - image: a/b:1
                +  - image: a/b:2
                +  - image: a/b:3
                """))
        .containsExactly("a/b 1 > 2", "a/b 1 > 3");
  }

  @Test
  void nothing_but_names_of_keys_is_kept_of_other_lines() {
    String kept =
        new FileDiff(
                "values.yaml",
                """
                --- a/values.yaml
                +++ b/values.yaml
                @@ -1,9 +1,9 @@ password: hunter2
                 database:
                   password: hunter2
                   url: "postgres://u:hunter2@db/x"
                -  key: |
                -    hunter2 hunter2
                +  hunter2
                   image: "acme/db:1" # hunter2
                +  tags: [hunter2]
                 # hunter2
                """)
            .kept()
            .diff();
    assertThat(kept).doesNotContain("hunter2").contains("password:", "image: 'acme/db:1'");
  }

  @Test
  void a_diff_that_is_made_to_cost_much_costs_little() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          String deep = "+" + "- ".repeat(400) + "a: b\n";
          String wide = "+" + " ".repeat(900) + "\n";
          String many = "+  image: " + "a".repeat(480) + ":1\n";
          String keys = "+" + "a/".repeat(49) + "image:\n";
          for (String line : List.of(deep, wide, many, keys)) {
            FileDiff diff = new FileDiff("x.yaml", "@@ -0,0 +1,9 @@\n" + line.repeat(2_000));
            assertThat(diff.kept().changes()).hasSizeLessThanOrEqualTo(2_000);
          }
        });
  }
}
