package io.throughline.gate.cli;

import io.throughline.gate.BuildVerdict;
import io.throughline.gate.ConditionResult;
import io.throughline.gate.GateResult;
import io.throughline.gate.Unreadable;
import io.throughline.gate.Verdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The verdict as a report of tests, which every CI system shows: a suite a gate, a test a
 * condition.
 */
final class JUnitText {
  private JUnitText() {}

  static String of(BuildVerdict verdict) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "Quality gates");
      for (GateResult gate : verdict.gates()) {
        suite(xml, gate);
      }
      if (!verdict.unreadable().isEmpty()) {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "Reports");
        for (Unreadable file : verdict.unreadable()) {
          test(
              xml,
              "Reports",
              file.path(),
              Verdict.UNREADABLE,
              (file.place().isEmpty() ? "" : file.place() + ": ") + file.reason());
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("plain text can be written as XML", e);
    }
    return text + "\n";
  }

  private static void suite(XMLStreamWriter xml, GateResult gate) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", Plain.of(gate.rule().title()));
    for (ConditionResult condition : gate.conditions()) {
      test(xml, gate.rule().id(), Words.condition(condition), condition.verdict(), condition.why());
    }
    if (gate.conditions().isEmpty()) {
      test(xml, gate.rule().id(), gate.rule().title(), gate.verdict(), gate.why());
    }
    xml.writeEndElement();
  }

  private static void test(
      XMLStreamWriter xml, String gate, String name, Verdict verdict, String why)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Plain.of(gate));
    xml.writeAttribute("name", Plain.of(name));
    String element =
        switch (verdict) {
          case PASS -> "";
          case WAIVED, NOT_APPLICABLE -> "skipped";
          case FAIL -> "failure";
          case NO_DATA, UNREADABLE -> "error";
        };
    if (!element.isEmpty()) {
      xml.writeStartElement(element);
      xml.writeAttribute("message", verdict.words() + (why.isEmpty() ? "" : ": " + Plain.of(why)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
