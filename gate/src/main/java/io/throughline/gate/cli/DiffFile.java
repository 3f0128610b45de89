package io.throughline.gate.cli;

import io.throughline.gate.ChangedLines;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a change adds, from what {@code git diff} writes. Only the headers of hunks are
 * believed for where a line is; what hunks hold is counted line by line, so that a line of the
 * source that looks like a header is none.
 */
final class DiffFile {
  private static final Pattern HUNK =
      Pattern.compile("@@ -[0-9]{1,9}(?:,([0-9]{1,9}))? \\+([0-9]{1,9})(?:,([0-9]{1,9}))? @@.*");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");
  private static final int MOST_LINE = 10_000_000;

  /** Lines of all files together up to the last of each, since that is what they take. */
  private static final long MOST_LINES = 400_000_000;

  private final Map<String, BitSet> files = new HashMap<>();
  private BitSet file = new BitSet();
  private long room = MOST_LINES;
  private long number;
  private int before;
  private int after;
  private int at;

  private DiffFile() {}

  /**
   * Reads one.
   *
   * @throws IOException when it cannot be read or is no diff; the message says where and why
   */
  static ChangedLines read(Path path) throws IOException {
    DiffFile diff = new DiffFile();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(path),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        diff.number++;
        diff.line(path, line);
      }
    }
    if (diff.before > 0 || diff.after > 0) {
      throw new IOException(path + ", line " + diff.number + ": it ends in the middle of a hunk");
    }
    if (diff.number > 0 && diff.files.isEmpty() && !diff.isDiff) {
      throw new IOException(path + ": it is no diff; write it with git diff");
    }
    return new ChangedLines(diff.files);
  }

  private boolean isDiff;

  private void line(Path path, String line) throws IOException {
    if (before > 0 || after > 0) {
      hunk(path, line);
      return;
    }
    Matcher header = HUNK.matcher(line);
    if (header.matches()) {
      before = count(header.group(1));
      after = count(header.group(3));
      at = Integer.parseInt(header.group(2));
      if ((long) at + after > MOST_LINE) {
        throw new IOException(path + ", line " + number + ": no source has so many lines");
      }
    } else if (line.startsWith("diff ")) {
      isDiff = true;
    } else if (line.startsWith("+++ ")) {
      isDiff = true;
      file = files.computeIfAbsent(name(line.substring(4)), name -> new BitSet());
    }
  }

  private void hunk(Path path, String line) throws IOException {
    switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> {
        room -= Math.max(0, at + 1 - file.length());
        if (room < 0) {
          throw new IOException(
              path + ", line " + number + ": it tells of more files and lines than any source has");
        }
        file.set(at++);
        after--;
      }
      case '-' -> before--;
      case ' ' -> {
        at++;
        before--;
        after--;
      }
      case '\\' -> {}
      default -> throw new IOException(path + ", line " + number + ": this is no line of a hunk");
    }
  }

  private static int count(@Nullable String text) {
    return text == null ? 1 : Integer.parseInt(text);
  }

  /** Without git's prefix, and without quotes; what was deleted has no lines. */
  private static String name(String told) {
    String line = told.strip();
    String plain =
        line.length() > 1 && line.startsWith("\"") && line.endsWith("\"")
            ? unquoted(line.substring(1, line.length() - 1))
            : line.replaceAll("\\t.*", "");
    return plain.startsWith("b/") ? plain.substring(2) : plain;
  }

  /** Git quotes a name that holds more than ASCII, each byte of it as three octal digits. */
  private static String unquoted(String text) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      Matcher octal = OCTAL.matcher(text).region(i, text.length());
      if (octal.lookingAt()) {
        name.write(Integer.parseInt(octal.group(1), 8));
        i += octal.end() - octal.start() - 1;
      } else if (c == '\\' && i + 1 < text.length()) {
        name.writeBytes(String.valueOf(text.charAt(++i)).getBytes(StandardCharsets.UTF_8));
      } else {
        name.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return name.toString(StandardCharsets.UTF_8);
  }
}
