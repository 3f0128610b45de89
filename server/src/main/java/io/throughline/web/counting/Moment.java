package io.throughline.web.counting;

/**
 * What can happen to a change, in its usual order, with the hour of it in the example: a ticket on
 * Monday at nine, in production on Friday at ten.
 */
enum Moment {
  TICKET("ticket created", 0),
  COMMIT("first commit", 24),
  CREATED("merge request created", 30),
  READY("ready", 48),
  ANSWER("first response", 53),
  APPROVED("approved", 71),
  MERGED("merged", 73),
  PRODUCTION("in production", 97);

  private final String words;
  private final int hour;

  Moment(String words, int hour) {
    this.words = words;
    this.hour = hour;
  }

  String words() {
    return words;
  }

  int hour() {
    return hour;
  }
}
