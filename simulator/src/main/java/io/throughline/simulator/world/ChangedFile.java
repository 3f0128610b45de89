package io.throughline.simulator.world;

/**
 * One file of a merge request's difference.
 *
 * @param oldPath the path before; equal to {@code newPath} unless renamed
 * @param cut true where GitLab would leave the text out because it is too large
 */
public record ChangedFile(
    String oldPath, String newPath, Kind kind, Change change, int added, int deleted, boolean cut) {

  /** What the file is, as far as its size matters. */
  public enum Kind {
    SOURCE,
    TEST,
    LOCK,
    GENERATED,
    VENDORED,
    SNAPSHOT,
    BINARY
  }

  /** What happened to the file. */
  public enum Change {
    MODIFIED,
    ADDED,
    DELETED,
    RENAMED
  }
}
