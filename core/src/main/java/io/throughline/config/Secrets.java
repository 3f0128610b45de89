package io.throughline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns {@code ${NAME}} and {@code file:/path} into the secret that they stand for. */
final class Secrets {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Map<String, String> environment;
  private final Path folder;

  /**
   * @param folder what a relative file reference starts from
   */
  Secrets(Map<String, String> environment, Path folder) {
    this.environment = Map.copyOf(environment);
    this.folder = folder;
  }

  /**
   * The secret behind a reference.
   *
   * @throws IllegalArgumentException saying what is missing; never with any part of a secret
   */
  String resolve(String reference) {
    Matcher variable = VARIABLE.matcher(reference);
    if (variable.matches()) {
      String name = variable.group(1);
      String value = environment.get(name);
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException(
            "the environment variable " + name + " is not set; set it before the start");
      }
      return value.strip();
    }
    if (reference.startsWith("file:")) {
      Path file = folder.resolve(reference.substring("file:".length()));
      try {
        String value = Files.readString(file).strip();
        if (value.isEmpty()) {
          throw new IllegalArgumentException(
              "the file " + file + " is empty; write the secret into it");
        }
        return value;
      } catch (IOException e) {
        throw new IllegalArgumentException("the file " + file + " cannot be read", e);
      }
    }
    throw new IllegalArgumentException(
        "a secret does not belong into this file; write ${NAME} for a variable of the environment, or"
            + " file:/path");
  }
}
