package io.throughline.report.openapi;

import io.throughline.report.Detail;
import io.throughline.report.Head;
import io.throughline.report.Measured;
import io.throughline.report.Opened;
import io.throughline.report.ReportException;
import io.throughline.report.ReportFormat;
import io.throughline.report.json.JsonReader;
import io.throughline.report.yaml.YamlDoor;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What an API offers, by OpenAPI 3 or Swagger 2, in JSON or YAML. A YAML that was cut between two
 * lines cannot be told from a whole one. See {@link OpenApiReading}.
 */
public final class OpenApiFormat implements ReportFormat {
  private static final Pattern YAML =
      Pattern.compile("(?m)^[\"']?(openapi[\"']?:[ \\t]+[\"']?3\\.|swagger[\"']?:[ \\t]+[\"']?2)");

  @Override
  public String id() {
    return "openapi";
  }

  @Override
  public String title() {
    return "OpenAPI";
  }

  /** The paths may begin far down; what comes first in a document is its version and its title. */
  @Override
  public boolean isOf(Head head) {
    Set<String> keys = head.keys();
    return (keys.contains("openapi") || keys.contains("swagger"))
            && (keys.contains("paths") || keys.contains("info"))
        || keys.isEmpty() && head.root() == null && YAML.matcher(head.text()).find();
  }

  @Override
  public Measured read(InputStream input, Consumer<? super Detail> details) throws ReportException {
    Opened opened = Opened.of(input);
    boolean yaml = opened.first() != '{' && opened.first() != -1;
    try (JsonReader reader = yaml ? YamlDoor.of(opened.input()) : JsonReader.of(opened.input())) {
      return new OpenApiReading(reader).all();
    }
  }
}
