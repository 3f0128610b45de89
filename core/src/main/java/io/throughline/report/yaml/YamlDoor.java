package io.throughline.report.yaml;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.throughline.report.ReportException;
import io.throughline.report.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML that nobody vouches for as JSON is read: as a stream and in bounded memory. Nothing is
 * made of its tags, and an alias is the name of its anchor and nothing more, so that aliases of
 * aliases cost no more than they are long. Lines have a bound of their own.
 */
public final class YamlDoor {
  private static final int MOST_DEPTH = 200;
  private static final int MOST_LETTERS = 64 * 1024 * 1024;
  private static final int MOST_TEXT = 16 * 1024 * 1024;
  private static final int MOST_NAME = 64 * 1024;
  private static final int MOST_NUMBER = 400;

  private static final YAMLFactory FACTORY = factory();

  private YamlDoor() {}

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_LETTERS);
    options.setProcessComments(false);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MOST_DEPTH)
                .maxStringLength(MOST_TEXT)
                .maxNameLength(MOST_NAME)
                .maxNumberLength(MOST_NUMBER)
                .build())
        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  /**
   * Starts on the outermost value.
   *
   * @param input UTF-8, with or without a mark of the byte order; closed by the caller
   */
  public static JsonReader of(InputStream input) throws ReportException {
    try {
      return JsonReader.of(FACTORY.createParser(new ShortLines(input)), "YAML");
    } catch (IOException e) {
      throw new ReportException("", "it cannot be read: " + e.getMessage());
    }
  }
}
