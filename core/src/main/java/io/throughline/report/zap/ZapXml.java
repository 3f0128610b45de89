package io.throughline.report.zap;

import io.throughline.report.Detail;
import io.throughline.report.FindingSummary;
import io.throughline.report.ReportException;
import io.throughline.report.xml.XmlReader;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads ZAP's XML. */
final class ZapXml {
  private static final int LONGEST_TEXT = 64 * 1024;

  private final XmlReader xml;
  private final ZapFindings findings = new ZapFindings();

  private ZapXml(XmlReader xml) {
    this.xml = xml;
  }

  static FindingSummary read(InputStream input, Consumer<? super Detail> details)
      throws ReportException {
    try (XmlReader xml = XmlReader.of(input)) {
      return new ZapXml(xml).all(details);
    }
  }

  /** Takes an element of another, which has started; it has to read to its end. */
  @FunctionalInterface
  private interface Child {
    void take(String name) throws ReportException, ZapFindings.Refused;
  }

  private FindingSummary all(Consumer<? super Detail> details) throws ReportException {
    xml.root("a ZAP report", ZapFormat.ROOT);
    findings.version(xml.attribute("version").orElse(""));
    try {
      children(
          name -> {
            if (name.equals("site")) {
              site();
            } else {
              xml.skip();
            }
          });
    } catch (ZapFindings.Refused e) {
      throw xml.at(e.reason());
    }
    while (xml.next() != XmlReader.Event.DONE) {
      // What follows the outermost element is no report, and has to be well formed.
    }
    return findings.summary(details);
  }

  private void site() throws ReportException, ZapFindings.Refused {
    String site = xml.attribute("name").orElse("").strip();
    findings.site(site);
    children(
        list -> {
          if (list.equals("alerts")) {
            children(
                item -> {
                  if (item.equals("alertitem")) {
                    alert(site);
                  } else {
                    xml.skip();
                  }
                });
          } else {
            xml.skip();
          }
        });
  }

  private void alert(String site) throws ReportException, ZapFindings.Refused {
    ZapAlert alert = new ZapAlert();
    children(
        name -> {
          if (name.equals("instances")) {
            children(instance -> instance(alert));
          } else if (name.equals("uri")) {
            // Old versions list the address of an alert and no instances.
            findings.instance(alert, "", text());
          } else if (ZapAlert.isOfUse(name)) {
            alert.field(name, text());
          } else {
            xml.skip();
          }
        });
    findings.alert(alert, site);
  }

  private void instance(ZapAlert alert) throws ReportException, ZapFindings.Refused {
    String[] uri = {""};
    String[] method = {""};
    children(
        name -> {
          switch (name) {
            case "uri" -> uri[0] = text();
            case "method" -> method[0] = text();
            default -> xml.skip();
          }
        });
    findings.instance(alert, method[0], uri[0]);
  }

  private void children(Child child) throws ReportException, ZapFindings.Refused {
    while (true) {
      switch (xml.next()) {
        case START -> child.take(xml.name());
        case END -> {
          return;
        }
        case TEXT -> {}
        case DONE -> throw xml.at("it ends in the middle of an element");
      }
    }
  }

  /** The text of an element, without that of elements in it. */
  private String text() throws ReportException {
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (xml.next()) {
        case START -> xml.skip();
        case END -> {
          return text.toString().strip();
        }
        case TEXT -> {
          text.append(xml.text());
          if (text.length() > LONGEST_TEXT) {
            throw xml.at("a text is longer than any that ZAP writes there");
          }
        }
        case DONE -> throw xml.at("it ends in the middle of an element");
      }
    }
  }
}
