package io.throughline.web;

/**
 * What the error page prints.
 *
 * @param message what happened and what to do
 * @param correlation number to find a failure by in the log; empty when there is none
 */
public record ProblemPage(Frame frame, int status, String message, String correlation) {}
