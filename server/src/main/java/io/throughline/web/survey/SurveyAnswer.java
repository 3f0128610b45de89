package io.throughline.web.survey;

import org.jspecify.annotations.Nullable;

/** What is answered to somebody who asks for a survey's page. */
sealed interface SurveyAnswer {
  /**
   * A page.
   *
   * @param cookiePath of the token that the browser is to keep; null when it is to keep none
   */
  record Page(int status, String html, @Nullable String cookiePath, @Nullable String cookie)
      implements SurveyAnswer {}

  /** The look of pages, which a browser may keep. */
  record Look(byte[] css) implements SurveyAnswer {}

  /** What is to be shown is at another address. */
  record Elsewhere(String path) implements SurveyAnswer {}

  /**
   * This is not asked in such a way.
   *
   * @param allowed methods
   */
  record NotAllowed(String allowed) implements SurveyAnswer {}
}
