package io.throughline.source.surveys;

import io.throughline.source.UnmappableException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a table: by its byte order mark, else UTF-8, else the encoding that was declared. It
 * is never guessed, since most bytes are some text in any encoding.
 */
final class TableText {
  private static final String MARK = "\uFEFF";

  private TableText() {}

  /** What came of decoding: the text, or where it broke off. */
  private record Decoded(@Nullable String text, int brokenAt) {}

  /**
   * Decodes a table.
   *
   * @param declared encoding of tables that are no UTF-8; null when none was declared
   * @throws UnmappableException naming the first line that cannot be read
   */
  static String of(byte[] body, @Nullable String declared) throws UnmappableException {
    boolean sixteen = begins(body, 0xFE, 0xFF) || begins(body, 0xFF, 0xFE);
    Decoded usual = decode(body, sixteen ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    if (usual.text() != null) {
      return clean(usual.text());
    }
    if (declared == null || sixteen || begins(body, 0xEF, 0xBB)) {
      throw new UnmappableException(
          "/line " + line(body, usual.brokenAt()),
          "bytes that are no UTF-8: save the table as UTF-8, or declare its encoding for this survey"
              + " in throughline.yaml, as in encoding: windows-1252");
    }
    Decoded other = decode(body, Charset.forName(declared));
    if (other.text() != null) {
      return clean(other.text());
    }
    throw new UnmappableException(
        "/line " + line(body, other.brokenAt()),
        "bytes that are neither UTF-8 nor " + declared + ", which throughline.yaml declares");
  }

  private static boolean begins(byte[] body, int first, int second) {
    return body.length > 1 && body[0] == (byte) first && body[1] == (byte) second;
  }

  private static Decoded decode(byte[] body, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(body);
    CharBuffer out =
        CharBuffer.allocate((int) (body.length * (double) decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isError()) {
      result = decoder.flush(out);
    }
    return result.isError()
        ? new Decoded(null, in.position())
        : new Decoded(out.flip().toString(), -1);
  }

  private static int line(byte[] body, int until) {
    int line = 1;
    for (int i = 0; i < until; i++) {
      line += body[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static String clean(String text) {
    String bare = text.startsWith(MARK) ? text.substring(1) : text;
    return bare.replace("\u0000", "");
  }
}
