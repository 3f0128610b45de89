package io.throughline.source.argocd;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Argo CD's answers as the feeds need them. */
record Api(FeedRun run) {
  static final String APPLICATIONS = "/api/v1/applications";

  /** One answer. */
  record Answer(byte[] body, JsonValue json) {}

  /** A parameter of an address. */
  static String parameter(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The address of an application, or of a part of it such as {@code /resource-tree}. */
  static String path(AppName app, String part) {
    return APPLICATIONS
        + "/"
        + app.name()
        + part
        + "?"
        + parameter("appNamespace", app.namespace());
  }

  Answer get(String path) throws SourceException, InterruptedException {
    byte[] body = run.http().get(path).body();
    try {
      return new Answer(body, StrictJson.read(body).object());
    } catch (UnmappableException e) {
      throw misshapen(path, e);
    }
  }

  /** The Argo projects that the settings name; empty for all. */
  List<String> projects() {
    return Arrays.stream(run.settings().getOrDefault("projects", "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static SourceException misshapen(String path, UnmappableException e) {
    return SourceException.misshapen("Argo CD", path, e);
  }
}
