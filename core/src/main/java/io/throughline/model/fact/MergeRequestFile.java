package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * A file that a merge request changes.
 *
 * @param added lines added; null when the source cut the diff
 * @param deleted lines deleted; null when the source cut the diff
 * @param excluded why the file does not count towards the size ({@code generated}, {@code
 *     vendored}, {@code lock}, {@code snapshot}, {@code binary}, {@code rename}); null when it
 *     counts
 * @param version true for manifest, lock and version files, of which a pure version bump consists
 */
public record MergeRequestFile(
    long mergeRequestId,
    String path,
    @Nullable Integer added,
    @Nullable Integer deleted,
    boolean wholeFileDeleted,
    @Nullable String excluded,
    boolean version)
    implements Member {
  @Override
  public long parentId() {
    return mergeRequestId;
  }

  @Override
  public String key() {
    return path;
  }
}
