package io.throughline.source.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version that a piece of a file names.
 *
 * @param key what it is the version of: the image, or the place in the file where none is named
 * @param image without tag and digest; null where none is named
 * @param version tag, digest or version; null when an image has none
 */
record Entry(String key, @Nullable String image, @Nullable String version) {
  private static final String CHART_FILE = "Chart.yaml";
  private static final List<String> TAG_KEYS = List.of("imagetag", "image_tag");

  /**
   * What a block of a file names, in the ways of Kustomize, of Helm's values and charts, of Argo
   * CD's and Flux' resources, and of plain manifests.
   *
   * @param path of the file
   */
  static List<Entry> of(Block block, String path) {
    List<Entry> entries = new ArrayList<>();
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (block.get("newtag") != null || block.get("digest") != null || block.get("tag") != null) {
      split(block).ifPresent(entries::add);
    }
    for (Map.Entry<String, String> field : block.fields().entrySet()) {
      if (field.getKey().endsWith("image")) {
        ImageName.parse(field.getValue())
            .map(image -> new Entry(image.name(), image.name(), image.version()))
            .ifPresent(entries::add);
      }
    }
    for (String key : TAG_KEYS) {
      version(block, key, block.above()).ifPresent(entries::add);
    }
    String chart = Objects.requireNonNullElse(block.get("chart"), "");
    if (block.above().isEmpty() || !chart.isEmpty() || isSource(block)) {
      version(block, "targetrevision", chart).ifPresent(entries::add);
    }
    boolean kustomizedChart = block.parent().equals("helmcharts");
    if (file.equals(CHART_FILE) || !chart.isEmpty() || kustomizedChart) {
      String name = Objects.requireNonNullElse(block.get("name"), chart);
      version(block, "version", chart.isEmpty() ? name : chart).ifPresent(entries::add);
    }
    if (file.equals(CHART_FILE)) {
      version(block, "appversion", "").ifPresent(entries::add);
    }
    return entries;
  }

  /** Where Argo CD keeps what an application is made of. */
  private static boolean isSource(Block block) {
    return block.parent().equals("source") || block.parent().equals("sources");
  }

  /** An image whose name and version stand under keys of their own. */
  private static Optional<Entry> split(Block block) {
    boolean kustomize =
        block.get("newtag") != null || block.get("newname") != null || isImages(block);
    boolean helm = block.get("repository") != null || block.parent().endsWith("image");
    String tag = good(block.get(kustomize ? "newtag" : "tag"));
    String digest = good(block.get("digest"));
    String version = ImageName.version(tag, digest);
    if (version == null || !(kustomize || helm)) {
      return Optional.empty();
    }
    String name = kustomize ? kustomized(block) : repository(block);
    return Optional.of(new Entry(name == null ? block.above() + "#image" : name, name, version));
  }

  private static boolean isImages(Block block) {
    return block.parent().equals("images") && block.get("name") != null;
  }

  /** What the image is called in the end; the other name is only found and replaced. */
  private static @Nullable String kustomized(Block block) {
    String name = block.get("newname");
    String last = name == null ? block.get("name") : name;
    return last == null || !ImageName.isName(last) ? null : last;
  }

  private static @Nullable String repository(Block block) {
    String repository = block.get("repository");
    if (repository == null || !ImageName.isName(repository)) {
      return null;
    }
    String registry = block.get("registry");
    return registry == null ? repository : registry + "/" + repository;
  }

  private static Optional<Entry> version(Block block, String field, String what) {
    String version = good(block.get(field));
    return version == null
        ? Optional.empty()
        : Optional.of(new Entry(what + "#" + field, null, version));
  }

  private static @Nullable String good(@Nullable String version) {
    return version == null || !ImageName.isVersion(version) ? null : version;
  }
}
