package io.throughline.source.gitlab;

import io.throughline.model.PathGlob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files nobody wrote by hand, and of which a version bump consists: this table, plus the
 * organisation's own patterns.
 *
 * <p>{@code Dockerfile} counts as a version file, because its first line names a dependency; {@code
 * .gitlab-ci.yml} does not, because a change to it is a change of the process. An organisation can
 * add it.
 */
final class PathRules {
  private static final PathTable EXCLUDED =
      PathTable.of(
          "binary *.png *.jpg *.jpeg *.gif *.webp *.ico *.pdf *.zip *.gz *.jar *.woff *.woff2 *.ttf"
              + " *.eot *.mp3 *.mp4 *.so *.dll *.exe *.class *.wasm",
          "vendored vendor/ **/vendor/** **/node_modules/** **/third_party/** **/third-party/**"
              + " **/bower_components/** **/Pods/** **/Carthage/Checkouts/** .yarn/**"
              + " **/.mvn/wrapper/** gradlew gradlew.bat mvnw mvnw.cmd",
          "lock package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb"
              + " composer.lock Gemfile.lock Cargo.lock poetry.lock uv.lock pdm.lock Pipfile.lock"
              + " go.sum go.work.sum mix.lock pubspec.lock Podfile.lock Package.resolved"
              + " packages.lock.json gradle.lockfile buildscript-gradle.lockfile flake.lock"
              + " .terraform.lock.hcl Chart.lock conan.lock deno.lock paket.lock",
          "snapshot *.snap *.ambr **/__snapshots__/** **/__image_snapshots__/** *.approved.txt"
              + " *.verified.txt",
          "generated *.min.js *.min.css *.js.map *.css.map *.pb.go *.pb.cc *.pb.h *_pb2.py"
              + " *_pb2_grpc.py *_pb.js *_pb.d.ts *.g.dart *.freezed.dart *.g.cs *.designer.cs"
              + " *.generated.* *_generated.* *.gen.go zz_generated* bindata.go **/generated/**"
              + " **/__generated__/** **/generated-sources/** **/dist/**");

  private static final PathTable VERSION =
      PathTable.of(
          "version package.json pom.xml VERSION VERSION.txt version.txt version.sbt .version"
              + " Chart.yaml go.mod go.work requirements*.txt requirements/*.txt constraints*.txt"
              + " pyproject.toml setup.cfg Pipfile Gemfile *.gemspec gems.rb Cargo.toml"
              + " build.gradle build.gradle.kts settings.gradle settings.gradle.kts"
              + " gradle.properties libs.versions.toml **/gradle/wrapper/gradle-wrapper.properties"
              + " **/.mvn/wrapper/maven-wrapper.properties *.csproj *.fsproj *.vbproj"
              + " Directory.Packages.props Directory.Build.props packages.config global.json"
              + " build.sbt composer.json mix.exs pubspec.yaml Podfile Package.swift lerna.json"
              + " .release-please-manifest.json .nvmrc .node-version .ruby-version .python-version"
              + " .java-version .tool-versions Dockerfile Dockerfile.* *.Dockerfile");

  private final List<PathGlob> ownGenerated;
  private final List<PathGlob> ownVersion;

  PathRules(List<String> generatedPaths, List<String> versionPaths) {
    ownGenerated = generatedPaths.stream().map(PathGlob::new).toList();
    ownVersion = versionPaths.stream().map(PathGlob::new).toList();
  }

  /** Why the file does not count towards a size, or null when it does. */
  @Nullable String excluded(String path) {
    if (ownGenerated.stream().anyMatch(glob -> glob.matches(path))) {
      return "generated";
    }
    return EXCLUDED.find(path);
  }

  /** Whether a version bump may touch the file: manifests, lock files and version files. */
  boolean version(String path) {
    return "lock".equals(EXCLUDED.find(path))
        || VERSION.find(path) != null
        || ownVersion.stream().anyMatch(glob -> glob.matches(path));
  }
}
