package io.throughline.sprint;

import io.throughline.sprint.SprintBook.Outlook;

/** A sprint with what a forecast of it stands on. */
public record Expected(Sprint sprint, Board board, Outlook outlook) {}
