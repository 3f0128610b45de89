package io.throughline.source.gitlab;

import static io.throughline.source.gitlab.Deliveries.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.MergeRequestFile;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileMappingTest {
  @Test
  void countsOnlyTheLinesOfHunks() {
    assertThat(UnifiedDiff.of("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n--- b\n+++ c\n d\n"))
        .isEqualTo(new UnifiedDiff(1, 2, false));
    assertThat(UnifiedDiff.of("@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n"))
        .isEqualTo(new UnifiedDiff(1, 0, false));
    assertThat(UnifiedDiff.of("Binary files a/x and b/x differ\n"))
        .isEqualTo(new UnifiedDiff(null, null, true));
    assertThat(UnifiedDiff.of("")).isEqualTo(new UnifiedDiff(0, 0, false));
  }

  @Test
  void cutDiffsAreUnknown() throws UnmappableException {
    assertThat(file("'new_path':'a.java','diff':'','too_large':true").added()).isNull();
    assertThat(file("'new_path':'a.java','diff':'','collapsed':true").deleted()).isNull();
    assertThat(file("'new_path':'a.java','added_lines':null,'deleted_lines':null").added())
        .isNull();
    assertThat(
            members(
                Deliveries.page(
                    "merge_request_diffs",
                    "{'overflow':true,'changes':[{'new_path':'a','diff':''}]}"),
                MergeRequestFile.class))
        .extracting(MergeRequestFile::added)
        .containsExactly((Integer) null);
  }

  @Test
  void countsOfTheReaderAreTaken() throws UnmappableException {
    MergeRequestFile file =
        file("'new_path':'a.java','added_lines':3,'deleted_lines':1,'binary':false");
    assertThat(file.added()).isEqualTo(3);
    assertThat(file.deleted()).isEqualTo(1);
    assertThat(file.excluded()).isNull();
    assertThat(
            file("'new_path':'a.bin','added_lines':null,'deleted_lines':null,'binary':true")
                .excluded())
        .isEqualTo("binary");
  }

  @Test
  void renamesCountOnlyWhenSomethingChanged() throws UnmappableException {
    String renamed = "'old_path':'a.java','new_path':'b.java','renamed_file':true,";
    assertThat(file(renamed + "'diff':''").excluded()).isEqualTo("rename");
    assertThat(file(renamed + "'added_lines':1,'deleted_lines':0").excluded()).isNull();
    assertThat(file(renamed + "'diff':'','collapsed':true").excluded()).isNull();
  }

  @Test
  void wholeFileDeletesAndGeneratedFlag() throws UnmappableException {
    assertThat(
            file("'new_path':'a.java','deleted_file':true,'added_lines':0,'deleted_lines':9")
                .wholeFileDeleted())
        .isTrue();
    assertThat(
            file("'new_path':'a.java','generated_file':true,'added_lines':1,'deleted_lines':0")
                .excluded())
        .isEqualTo("generated");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          src/main/java/App.java, -, false
          package-lock.json, lock, true
          web/yarn.lock, lock, true
          go.sum, lock, true
          go.mod, -, true
          web/package.json, -, true
          src/package.json.md, -, false
          vendor/github.com/x/y.go, vendored, false
          app/vendor/x.rb, vendored, false
          a/vendor/b/c/d.js, vendored, false
          vendors/x.rb, -, false
          web/node_modules/x/package.json, vendored, true
          ui/__snapshots__/a.test.js.snap, snapshot, false
          static/app.min.js, generated, false
          proto/a.pb.go, generated, false
          src/generated/A.java, generated, false
          generatedX/A.java, -, false
          logo.png, binary, false
          requirements-dev.txt, -, true
          src/App/App.csproj, -, true
          Dockerfile, -, true
          .gitlab-ci.yml, -, false
          VERSION, -, true
          charts/x/Chart.yaml, -, true
          """)
  void pathsAreKnown(String path, String excluded, boolean version) {
    PathRules rules = new PathRules(List.of(), List.of());
    assertThat(rules.excluded(path)).isEqualTo(excluded);
    assertThat(rules.version(path)).isEqualTo(version);
  }

  @Test
  void theOrganisationsOwnPatterns() throws UnmappableException {
    MappingContext own =
        new MappingContext(
            3, List.of("api/stubs/", "*.gql.ts"), List.of(".gitlab-ci.yml"), List.of(), Map.of());
    String page =
        "[{'new_path':'api/stubs/a/B.java','diff':''},{'new_path':'x/q.gql.ts','diff':''},{'new_path':'.gitlab-ci.yml','diff':''}]";
    List<MergeRequestFile> files =
        members(
            new GitLabMapper()
                .map(Deliveries.poll("merge_request_diffs", Deliveries.json(page)), own),
            MergeRequestFile.class);
    assertThat(files)
        .extracting(MergeRequestFile::excluded)
        .containsExactly("generated", "generated", null);
    assertThat(files).extracting(MergeRequestFile::version).containsExactly(false, false, true);
  }

  private static MergeRequestFile file(String fields) throws UnmappableException {
    return members(
            Deliveries.page("merge_request_diffs", "[{" + fields + "}]"), MergeRequestFile.class)
        .get(0);
  }
}
