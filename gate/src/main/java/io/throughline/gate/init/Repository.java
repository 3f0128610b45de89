package io.throughline.gate.init;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The folder that the kit is written to. Nothing that is there is changed, and nothing outside of
 * it is touched, wherever its links lead.
 */
final class Repository {
  private static final Map<PosixFilePermission, PosixFilePermission> RUNS_WHERE_READ =
      Map.of(
          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

  private final Path root;

  /**
   * The repository in a folder that is there.
   *
   * @throws IOException when it cannot be looked at
   */
  Repository(Path folder) throws IOException {
    this.root = folder.toRealPath();
  }

  Path root() {
    return root;
  }

  /**
   * Whether a file is there already, as anything: a link that leads nowhere is there, too.
   *
   * @throws IOException when its folder is none, or leads out of the repository
   */
  boolean has(KitFile file) throws IOException {
    Path at = root;
    Path path = root.resolve(file.path());
    for (Path part : root.relativize(path.getParent())) {
      at = at.resolve(part);
      if (Files.isSymbolicLink(at)) {
        if (!Files.exists(at) || !at.toRealPath().startsWith(root)) {
          throw new IOException(root.relativize(at) + " is a link that leads out of the folder");
        }
      } else if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(at)) {
        throw new IOException(root.relativize(at) + " is in the way: it is no folder");
      }
    }
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @return whether it was written; not, when somebody else has just written it
   * @throws IOException when it cannot be written
   */
  boolean write(KitFile file) throws IOException {
    if (has(file)) {
      return false;
    }
    Path path = root.resolve(file.path());
    Path folder = Files.createDirectories(path.getParent());
    Path part = folder.resolve(".throughline-init-" + UUID.randomUUID());
    try {
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
        out.write(file.text().getBytes(StandardCharsets.UTF_8));
      }
      if (file.runs()) {
        letRun(part);
      }
      return publish(part, path);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A rename would replace what is there; a second name for the same file is refused instead. */
  private static boolean publish(Path part, Path path) throws IOException {
    try {
      Files.createLink(path, part);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | IOException e) {
      return move(part, path);
    }
  }

  /** For file systems where a file has one name only. */
  private static boolean move(Path part, Path path) throws IOException {
    try {
      Files.move(part, path);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void letRun(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    RUNS_WHERE_READ.forEach(
        (read, run) -> {
          if (permissions.contains(read)) {
            permissions.add(run);
          }
        });
    view.setPermissions(permissions);
  }
}
