package io.throughline.report.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.throughline.report.Notes;
import io.throughline.report.ReportException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML that nobody vouches for, element by element, in bounded memory. It opens no file and no
 * address, whatever the XML says: a DOCTYPE is passed over, as real reports have one, but one that
 * defines something of its own is refused, and so is the use of any entity but the five that XML
 * knows. A blank in place of an entity would be a wrong number.
 */
public final class XmlReader implements AutoCloseable {
  private static final int MOST_DEPTH = 1_000;
  private static final int MOST_ATTRIBUTES = 1_000;
  private static final int MOST_DIGITS = 15;
  private static final int MOST_ATTRIBUTE = 512 * 1024;

  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;

  private XmlReader(XMLStreamReader reader) {
    this.reader = reader;
  }

  private static XMLInputFactory factory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("the report refers to something outside of it");
        });
    // Test tools write control characters of terminals as references, which XML 1.0 forbids.
    factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
    factory.setProperty(WstxInputProperties.P_TREAT_CHAR_REFS_AS_ENTS, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MOST_DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MOST_ATTRIBUTE);
    factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, 4_096);
    // A text that is read when somebody asks for it would be refused there, past this door.
    factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
    return factory;
  }

  /**
   * Starts before the root.
   *
   * @param input closed by the caller
   */
  public static XmlReader of(InputStream input) throws ReportException {
    try {
      return new XmlReader(FACTORY.createXMLStreamReader(input));
    } catch (XMLStreamException | RuntimeException e) {
      throw refused(e, null);
    }
  }

  /** What comes next. */
  public enum Event {
    START,
    END,
    /** A piece of text; long texts come in several. */
    TEXT,
    /** Nothing comes any more. */
    DONE
  }

  /** Goes on to the next element, end of an element or text. */
  public Event next() throws ReportException {
    try {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            return Event.START;
          }
          case XMLStreamConstants.END_ELEMENT -> {
            return Event.END;
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            return Event.TEXT;
          }
          case XMLStreamConstants.DTD -> {
            String subset = reader.getText();
            if (subset != null && !subset.isBlank()) {
              throw at("its DOCTYPE defines something of its own, which reports of tools never do");
            }
          }
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw at(
                  "it uses the entity &"
                      + Notes.piece(reader.getLocalName())
                      + ";, which is not XML's");
          default -> {}
        }
      }
      return Event.DONE;
    } catch (XMLStreamException | RuntimeException e) {
      throw refused(e, reader);
    }
  }

  /**
   * Goes to the outermost element, which has to be one of these.
   *
   * @param title of the format, for the refusal
   */
  public void root(String title, String... names) throws ReportException {
    next();
    if (!List.of(names).contains(name())) {
      throw at(
          "its outermost element is <"
              + Notes.piece(name())
              + ">, and that of "
              + title
              + " is <"
              + String.join("> or <", names)
              + ">");
    }
  }

  /** Reads to the end of the element that has started. */
  public void skip() throws ReportException {
    int depth = 1;
    while (depth > 0) {
      switch (next()) {
        case START -> depth++;
        case END -> depth--;
        case TEXT -> {}
        case DONE -> throw at("it ends in the middle of an element");
      }
    }
  }

  /** Name of the element that starts or ends, without a namespace. */
  public String name() {
    return reader.getLocalName();
  }

  /** An attribute of the element that starts. */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name));
  }

  /** An attribute that has to be a whole number, not below 0. */
  public long whole(String name) throws ReportException {
    String text = attribute(name).orElse("").strip();
    if (!isWhole(text)) {
      throw at(
          "<"
              + name()
              + "> has "
              + name
              + "=\""
              + Notes.piece(text)
              + "\", where a whole number belongs");
    }
    return Long.parseLong(text);
  }

  /** Asked for each line of a source: a pattern takes longer than the rest of the reading. */
  private static boolean isWhole(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Names of the attributes of the element that starts. */
  public Set<String> attributes() {
    return IntStream.range(0, reader.getAttributeCount())
        .mapToObj(reader::getAttributeLocalName)
        .collect(Collectors.toSet());
  }

  /** The piece of text. */
  public String text() {
    return reader.getText();
  }

  /** {@code line 3, column 7}. */
  public String place() {
    return place(reader.getLocation());
  }

  /** That something at this place is not as it should be. */
  public ReportException at(String message) {
    return new ReportException(place(), message);
  }

  @Override
  public void close() throws ReportException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw refused(e, reader);
    }
  }

  private static String place(@Nullable Location location) {
    return location == null || location.getLineNumber() < 1
        ? ""
        : "line "
            + location.getLineNumber()
            + ", column "
            // In a comment the parser may count to below none.
            + Math.max(1, location.getColumnNumber());
  }

  private static ReportException refused(Exception e, @Nullable XMLStreamReader reader) {
    Location location =
        e instanceof XMLStreamException x && x.getLocation() != null
            ? x.getLocation()
            : reader == null ? null : reader.getLocation();
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return new ReportException(
        place(location),
        "it is no XML that can be read: " + cut(end < 0 ? message : message.substring(0, end)));
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
