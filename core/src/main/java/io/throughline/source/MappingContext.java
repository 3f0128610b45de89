package io.throughline.source;

import java.util.List;
import java.util.Map;

/**
 * What a mapper may know of the configuration.
 *
 * @param source the source's number, for {@link io.throughline.model.fact.FactId}
 * @param generatedPaths globs of further files that do not count towards a size
 * @param versionPaths globs of further files of which a version bump consists
 * @param productionEnvironments globs of environment names that are production where the source
 *     gives no tier; empty for the default ({@code prod*}, {@code live*})
 * @param settings the source's settings that only its system knows, as in {@link
 *     io.throughline.model.org.SourceConfig#settings}
 * @param baseUrl address of the source, without a slash at its end; empty where it has none
 */
public record MappingContext(
    int source,
    List<String> generatedPaths,
    List<String> versionPaths,
    List<String> productionEnvironments,
    Map<String, String> settings,
    String baseUrl) {
  /** Of a source whose address says nothing. */
  public MappingContext(
      int source,
      List<String> generatedPaths,
      List<String> versionPaths,
      List<String> productionEnvironments,
      Map<String, String> settings) {
    this(source, generatedPaths, versionPaths, productionEnvironments, settings, "");
  }

  public MappingContext {
    generatedPaths = List.copyOf(generatedPaths);
    versionPaths = List.copyOf(versionPaths);
    productionEnvironments = List.copyOf(productionEnvironments);
    settings = Map.copyOf(settings);
  }
}
