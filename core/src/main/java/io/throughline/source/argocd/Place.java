package io.throughline.source.argocd;

import io.throughline.model.PathGlob;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an application goes. A label or annotation {@code throughline.io/environment} says what
 * people call the place. Without one only production is told, by the names of cluster, namespace
 * and application: by the globs of {@code production_environments}, else by the words that are
 * production for deployments, too, unless one of the names speaks of something less.
 *
 * @param cluster its name, else its address; null where the payload tells none
 */
record Place(@Nullable String cluster, @Nullable String environment, @Nullable String tier) {
  private static final String MARK = "throughline.io/environment";
  private static final String PRODUCTION = "production";
  private static final Pattern MORE = segment("prod|production|live");
  private static final Pattern LESS =
      Pattern.compile(
          "(.*[-_/. ])?((pre|non|not)[-_]?(prod|production|live)"
              + "|dev|development|test|testing|qa|uat|int|integration|stage|staging|sandbox|preview"
              + "|review)([-_/. ].*)?");
  private static final Map<String, Pattern> OTHERS =
      Map.of(
          "staging", segment("stage|staging|pre-?prod|uat"),
          "testing", segment("test|testing|qa"),
          "development", segment("dev|development|sandbox|review|preview"));

  private static Pattern segment(String words) {
    return Pattern.compile("(.*[-_/. ])?(" + words + ")([-_/. ].*)?");
  }

  /** The place of an application with its metadata and destination. */
  static Place of(Scope scope, JsonValue metadata, @Nullable JsonValue destination)
      throws UnmappableException {
    String name = destination == null ? null : filled(destination.text("name"));
    String server = destination == null ? null : filled(destination.text("server"));
    String cluster = name == null ? server : name;
    List<String> globs = scope.config().productionEnvironments();
    String told = Words.mark(metadata, MARK);
    if (told != null) {
      return new Place(cluster, told, tier(told.toLowerCase(Locale.ROOT), globs));
    }
    List<String> names =
        Stream.of(
                name,
                destination == null ? null : filled(destination.text("namespace")),
                filled(metadata.text("name")))
            .filter(Objects::nonNull)
            .map(one -> one.toLowerCase(Locale.ROOT))
            .toList();
    boolean production =
        globs.isEmpty()
            ? names.stream().anyMatch(one -> MORE.matcher(one).matches())
                && names.stream().noneMatch(one -> LESS.matcher(one).matches())
            : names.stream().anyMatch(one -> isOne(one, globs));
    return production ? new Place(cluster, PRODUCTION, PRODUCTION) : new Place(cluster, null, null);
  }

  private static String tier(String environment, List<String> globs) {
    boolean production =
        globs.isEmpty()
            ? MORE.matcher(environment).matches() && !LESS.matcher(environment).matches()
            : isOne(environment, globs);
    if (production) {
      return PRODUCTION;
    }
    return OTHERS.entrySet().stream()
        .filter(one -> one.getValue().matcher(environment).matches())
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse("other");
  }

  private static boolean isOne(String name, List<String> globs) {
    return globs.stream()
        .map(glob -> new PathGlob(glob.toLowerCase(Locale.ROOT)))
        .anyMatch(glob -> glob.matches(name));
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
