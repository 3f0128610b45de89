package io.throughline.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses of static files. The hash in them lets a browser keep a file for a year. */
@Singleton
public final class Assets {
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  /** The address of a file, such as {@code app.css} or {@code vendor/htmx.min.js}. */
  public String href(String file) {
    return addresses.computeIfAbsent(file, Assets::address);
  }

  private static String address(String file) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream content = loader.getResourceAsStream("META-INF/resources/" + file)) {
      if (content == null) {
        throw new IllegalStateException("The static file " + file + " is missing from this build.");
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
      return "/" + file + "?v=" + HexFormat.of().formatHex(digest, 0, 6);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
