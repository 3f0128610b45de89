package io.throughline.source.gitops;

import org.jspecify.annotations.Nullable;

/**
 * Another version of one image in one file.
 *
 * @param path of the file
 * @param place what tells it from the other changes of the same file; the same whenever the same
 *     diff is read
 * @param image without tag and digest; null where only a version is named
 * @param fromVersion tag, digest or version before; null when there was none
 * @param toVersion after; null when it was taken out
 */
public record ImageChange(
    String path,
    String place,
    @Nullable String image,
    @Nullable String fromVersion,
    @Nullable String toVersion) {}
