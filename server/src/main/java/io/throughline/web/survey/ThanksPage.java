package io.throughline.web.survey;

/**
 * What is shown after an answer, and where there is nothing to answer.
 *
 * @param css address of its look
 */
public record ThanksPage(String title, String message, String css) {}
