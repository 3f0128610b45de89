package io.throughline.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The metric files on the class path. They are found by listing the folder, so that a new metric is
 * one new file and nothing else.
 */
final class MetricFiles {
  static final String SCHEMA = "/metric/metric.schema.json";
  private static final String FOLDER = "metric/";

  private MetricFiles() {}

  static Map<String, String> shipped() {
    URL schema = MetricFiles.class.getResource(SCHEMA);
    if (schema == null) {
      throw new IllegalStateException("the metric files are not on the class path");
    }
    try {
      String address = schema.toExternalForm();
      return address.startsWith("jar:")
          ? inJar(Path.of(URI.create(address.substring(4, address.indexOf("!/")))))
          : inFolder(Objects.requireNonNull(Path.of(schema.toURI()).getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String schema() {
    try (InputStream in = MetricFiles.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException(SCHEMA + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> inFolder(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".sql")).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }

  private static Map<String, String> inJar(Path jar) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith(FOLDER) && name.endsWith(".sql")) {
          try (InputStream in = file.getInputStream(entry)) {
            files.put(
                name.substring(FOLDER.length()),
                new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return files;
  }
}
