package io.throughline.web.survey;

import io.throughline.source.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The look of surveys' pages. They have one of their own, which lies where they do. */
final class SurveyLook {
  static final String PATH = "/s/survey.css";

  private static final String FILE = "survey/survey.css";
  private static final int HASH = 12;

  private final byte[] css;
  private final String href;

  SurveyLook() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream content = loader.getResourceAsStream(FILE)) {
      if (content == null) {
        throw new IllegalStateException("The file " + FILE + " is missing from this build.");
      }
      css = content.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    href = PATH + "?v=" + Sha256.hex(css).substring(0, HASH);
  }

  String href() {
    return href;
  }

  SurveyAnswer answer() {
    return new SurveyAnswer.Look(css);
  }
}
