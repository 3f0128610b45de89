package io.throughline.web.survey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a survey's page prints.
 *
 * @param css address of its look
 * @param action address that the form is sent to
 * @param token proof that the form is ours
 * @param pmf whether it asks for one of four answers
 * @param uses how often the product was used; empty where that is not asked
 * @param complaint what is missing in what was sent; null when nothing
 */
public record SurveyPage(
    String title,
    String question,
    String css,
    String action,
    String token,
    boolean pmf,
    List<Option> options,
    List<Option> uses,
    @Nullable String complaint) {

  /**
   * One answer.
   *
   * @param value that is sent
   * @param number that is shown above the words; empty for none
   * @param mouth of the face that is shown above the words, as a path in a square of 32; empty for
   *     no face. Not every machine has a letter for each face
   * @param chosen whether it was chosen before, in what could not be taken
   */
  public record Option(String value, String number, String mouth, String label, boolean chosen) {}
}
