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
   * @return by path as it is told and as rules name it, with slashes: from this folder on, or from
   *     the folder that was given where that was given from the root of the file system
   * @throws IOException when a folder cannot be looked into, or when two files would be told by one
   *     path, of which one would be lost
   */
  TreeMap<String, Candidate> in(List<Path> roots) throws IOException {
    TreeMap<String, Candidate> found = new TreeMap<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        walk(root, found);
      } else {
        put(found, told(root.normalize()), new Candidate(root, true));
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
            String inside = told(root.relativize(file));
            String path = prefixed(root, inside);
            boolean byRule = named.stream().anyMatch(glob -> glob.matches(path));
            if (attributes.isRegularFile() && (byRule || mayBe(inside, inSources))) {
              if (found.size() >= MOST) {
                throw new IOException(
                    "there are more than 100,000 files that may be reports; name the folders of"
                        + " the reports");
              }
              put(found, path, new Candidate(file, byRule));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A file that two folders hold is one; two files of one path would lose one of them. */
  private static void put(TreeMap<String, Candidate> found, String path, Candidate candidate)
      throws IOException {
    Candidate before = found.get(path);
    if (before != null && !Files.isSameFile(before.file(), candidate.file())) {
      throw new IOException(
          "two of the folders hold "
              + path
              + ": "
              + before.file()
              + " and "
              + candidate.file()
              + "; name the folder above them instead");
    }
    found.put(path, candidate);
  }

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
