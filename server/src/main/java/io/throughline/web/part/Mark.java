package io.throughline.web.part;

/**
 * A verdict as it is drawn: a shape of its own, so that no colour has to be told apart, and words.
 *
 * @param tone {@code met}, {@code near}, {@code missed}, or {@code none} for no colour
 * @param shape of its icon
 */
public record Mark(String tone, String shape, String words) {
  /** The mark of a verdict; one that is not known keeps its own words and has no colour. */
  public static Mark of(String verdict) {
    return switch (verdict) {
      case "pass" -> new Mark("met", "met", "pass");
      case "fail" -> new Mark("missed", "missed", "fail");
      case "waived" -> new Mark("near", "near", "waived");
      case "waiver_ended" -> new Mark("missed", "missed", "waiver ended");
      case "unreadable" -> new Mark("missed", "broken", "cannot evaluate");
      case "no_data" -> new Mark("near", "nodata", "no data");
      case "missing" -> new Mark("near", "missing", "missing");
      case "not_applicable" -> new Mark("none", "same", "not applicable");
      case "not_required" -> new Mark("none", "none", "not required");
      default -> new Mark("none", "none", verdict.replace('_', ' '));
    };
  }

  /** Whether a version may go on with this verdict. */
  public static boolean lets(String verdict) {
    return switch (verdict) {
      case "pass", "waived", "not_applicable", "not_required" -> true;
      default -> false;
    };
  }
}
