package io.throughline.report.jmeter;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The numbers and times that JMeter writes, read where they stand: a large report has millions.
 * What is none is told by {@link #NONE}.
 */
final class Words {
  static final long NONE = Long.MIN_VALUE;

  private static final int MOST_DIGITS = 15;
  private static final char[] CONTROLLER = "Number of samples in transaction : ".toCharArray();

  private Words() {}

  /** A whole number, below 0 with a dash before it. */
  static long whole(char[] text, int from, int length) {
    boolean negative = length > 1 && text[from] == '-';
    int at = negative ? from + 1 : from;
    int end = from + length;
    if (at == end || end - at > MOST_DIGITS) {
      return NONE;
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = 10 * value + digit;
    }
    return negative ? -value : value;
  }

  /**
   * A time of day with its date, as JMeter writes them and as its users change that: {@code
   * 2014/02/24 07:42:21.256}, with dashes or dots in the date, a {@code T} or a blank, with or
   * without parts of a second.
   *
   * @return milliseconds as if it were UTC
   */
  static long local(char[] text, int from, int length) {
    if (length != 19 && (length < 21 || length > 23 || !isOf(text[from + 19], ".,"))) {
      return NONE;
    }
    char dash = text[from + 4];
    boolean shaped =
        isOf(dash, "/-.")
            && text[from + 7] == dash
            && isOf(text[from + 10], " T")
            && text[from + 13] == ':'
            && text[from + 16] == ':';
    long year = digits(text, from, 4);
    long month = digits(text, from + 5, 2);
    long day = digits(text, from + 8, 2);
    long hour = digits(text, from + 11, 2);
    long minute = digits(text, from + 14, 2);
    long second = digits(text, from + 17, 2);
    long millis = length == 19 ? 0 : digits(text, from + 20, length - 20);
    if (!shaped || (year | month | day | hour | minute | second | millis) < 0) {
      return NONE;
    }
    for (int digit = length == 19 ? 3 : length - 20; digit < 3; digit++) {
      millis *= 10;
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              (int) year, (int) month, (int) day, (int) hour, (int) minute, (int) second);
      return 1_000 * time.toEpochSecond(ZoneOffset.UTC) + millis;
    } catch (DateTimeException e) {
      // The month 20, or February 30th.
      return NONE;
    }
  }

  private static long digits(char[] text, int from, int length) {
    return text[from] == '-' ? NONE : whole(text, from, length);
  }

  private static boolean isOf(char letter, String letters) {
    return letters.indexOf(letter) >= 0;
  }

  /**
   * Of how many samples a transaction controller says that it is made, as in {@code Number of
   * samples in transaction : 3, number of failing samples : 0}.
   *
   * @return {@link Sample#NO_CONTROLLER} when the message is that of another sample
   */
  static int parts(char[] message, int from, int length) {
    int end = from + length;
    int at = from + CONTROLLER.length;
    if (at >= end) {
      return Sample.NO_CONTROLLER;
    }
    for (int i = 0; i < CONTROLLER.length; i++) {
      if (message[from + i] != CONTROLLER[i]) {
        return Sample.NO_CONTROLLER;
      }
    }
    int digits = 0;
    while (at + digits < end && message[at + digits] >= '0' && message[at + digits] <= '9') {
      digits++;
    }
    long parts = digits > 9 ? NONE : whole(message, at, digits);
    return parts == NONE ? Sample.NO_CONTROLLER : (int) parts;
  }

  /** How a sample ended; {@link Outcome#UNTOLD} for what is neither {@code true} nor else. */
  static Outcome outcome(char[] text, int from, int length) {
    if (is(text, from, length, "true")) {
      return Outcome.PASSED;
    }
    return is(text, from, length, "false") ? Outcome.FAILED : Outcome.UNTOLD;
  }

  private static boolean is(char[] text, int from, int length, String word) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      // Capitals of ASCII differ from small letters in one bit.
      if ((text[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a response code is one of HTTP's errors: 4xx or 5xx. */
  static boolean isError(char[] code, int from, int length) {
    return length == 3 && (code[from] == '4' || code[from] == '5') && whole(code, from, 3) > 0;
  }
}
