package io.throughline.gate.cli;

import io.throughline.gate.GateRule;
import io.throughline.gate.GateRules;
import io.throughline.model.PathGlob;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a build that may be reports. Whether one is, its content says; here only what
 * cannot be is left out: sources, libraries, and what no report is called. A path that a rule names
 * is taken wherever it lies. Links are not followed.
 */
final class ReportFinder {
  private static final Set<String> NEVER = Set.of(".git", ".hg", ".svn", "node_modules");
  private static final Set<String> SOURCES =
      Set.of("src", "vendor", "testdata", "fixtures", "__fixtures__", "__snapshots__");
  private static final Set<String> ENDINGS =
      Set.of(
          "xml", "json", "jtl", "csv", "tsv", "sarif", "info", "lcov", "har", "yaml", "yml", "txt");
  private static final int MOST = 100_000;

  private final List<PathGlob> named;

  ReportFinder(GateRules rules) {
    named =
        rules.gates().stream()
            .map(GateRule::reports)
            .flatMap(List::stream)
            .map(PathGlob::new)
            .toList();
  }

  /** A file, and whether a rule names it or the caller does. */
  record Candidate(Path file, boolean named) {}

  /**
   * Finds them.
   *
   * @return by path as it will be told, with slashes, relative to the folder that was given
   */
  TreeMap<String, Candidate> in(List<Path> roots) throws IOException {
    TreeMap<String, Candidate> found = new TreeMap<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        walk(root, found);
      } else {
        found.put(told(root.normalize()), new Candidate(root, true));
      }
    }
    return found;
  }

  private void walk(Path root, TreeMap<String, Candidate> found) throws IOException {
    boolean inSources = isSource(root.toAbsolutePath().normalize().getFileName());
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.equals(root) ? null : folder.getFileName();
            boolean never = name != null && NEVER.contains(name.toString());
            boolean source = named.isEmpty() && !inSources && name != null && isSource(name);
            return never || source ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = told(root.relativize(file));
            boolean byRule = named.stream().anyMatch(glob -> glob.matches(path));
            if (attributes.isRegularFile() && (byRule || mayBe(path, inSources))) {
              if (found.size() >= MOST) {
                throw new IOException(
                    "there are more than 100,000 files that may be reports; name the folders of"
                        + " the reports");
              }
              found.put(prefixed(root, path), new Candidate(file, byRule));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Two folders may hold files of one name. */
  private static String prefixed(Path root, String path) {
    String folder = told(root.normalize());
    return folder.isEmpty() || root.isAbsolute() ? path : folder + "/" + path;
  }

  private static boolean isSource(@Nullable Path name) {
    return name != null && SOURCES.contains(name.toString());
  }

  private static boolean mayBe(String path, boolean inSources) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1).toLowerCase(Locale.ROOT);
    boolean inside =
        slash >= 0
            && List.of(path.substring(0, slash).split("/")).stream().anyMatch(SOURCES::contains);
    return (inSources || !inside) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static String told(Path path) {
    return path.toString().replace('\\', '/');
  }
}
