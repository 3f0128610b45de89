package io.throughline.web.survey;

import org.jspecify.annotations.Nullable;

/**
 * A request for a survey's page.
 *
 * @param path as it came; nothing in it is decoded
 * @param cookie token that the browser keeps; null when it keeps none
 */
record SurveyAsk(String method, String path, @Nullable String cookie, byte[] body) {
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  boolean posts() {
    return method.equals("POST");
  }
}
